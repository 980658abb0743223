using System.Collections.Immutable;

namespace ClusterSim.Workloads;

/// <summary>
/// Speeds measured pair by pair. Among more than two jobs on a GPU the speeds of a job beside each of the others are
/// multiplied, which nobody has measured.
/// </summary>
public sealed class PairInterference : IInterference
{
    private readonly ImmutableDictionary<(string Job, string Partner), double> _speeds;
    private readonly IInterference? _otherwise;

    /// <summary>A table of measured pairs.</summary>
    /// <param name="name">Where the measurements come from.</param>
    /// <param name="speeds">
    /// Speed of a job beside a partner, both by <see cref="JobSignature.Name"/>, relative to running alone.
    /// </param>
    /// <param name="otherwise">
    /// Answers for pairs that were not measured; <c>null</c>: they run at full speed, as in Lucid's simulator.
    /// </param>
    public PairInterference(
        string name, ImmutableDictionary<(string Job, string Partner), double> speeds, IInterference? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(speeds);
        (_speeds, _otherwise) = (speeds, otherwise);
        Name = $"pairs of {name}, {otherwise?.Name ?? "full speed"} for others";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Number of measured speeds: two for each pair of different jobs.</summary>
    public int Count => _speeds.Count;

    /// <inheritdoc/>
    public double Speed(JobSignature? job, IReadOnlyList<JobSignature?> partners)
    {
        ArgumentNullException.ThrowIfNull(partners);
        double speed = 1;
        for (int i = 0; i < partners.Count; i++)
        {
            speed *= Measured(job, partners[i]) ?? _otherwise?.Speed(job, [partners[i]]) ?? 1;
        }

        return speed;
    }

    private double? Measured(JobSignature? job, JobSignature? partner) =>
        job is not null && partner is not null && _speeds.TryGetValue((job.Name, partner.Name), out double speed)
            ? speed
            : null;
}
