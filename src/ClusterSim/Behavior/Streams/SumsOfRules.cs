using ClusterSim.Journals;

namespace ClusterSim.Behavior.Streams;

/// <summary>Idle GPU-hours behind the hits of each rule, every idle time once.</summary>
internal sealed class SumsOfRules(IdleTime idle)
{
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly HashSet<(string CreId, IdleStretch Stretch)> _counted = [];

    /// <summary>The sums by CRE id.</summary>
    public IReadOnlyDictionary<string, double> ByRule => _sums;

    /// <summary>Counts a detection.</summary>
    /// <returns>The idle GPU-hours behind it.</returns>
    public double Add(Detection detection, string jobId)
    {
        double hours = 0;
        _sums.TryAdd(detection.CreId, 0);
        if (jobId.Length == 0 || detection.Evidence.IsEmpty)
        {
            return 0;
        }

        foreach (IdleStretch stretch in idle.Of(jobId))
        {
            if (stretch.Start <= detection.Time && stretch.End >= detection.Evidence[^1].Time)
            {
                hours += stretch.GpuHours;
                _sums[detection.CreId] += _counted.Add((detection.CreId, stretch)) ? stretch.GpuHours : 0;
            }
        }

        return hours;
    }
}
