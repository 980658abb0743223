using ClusterSim.Tables;

namespace ClusterSim.Traces.Batsim;

/// <summary>Run times of the profiles of a Batsim workload, each worked out once.</summary>
internal sealed class BatsimRunTimes(IReadOnlyDictionary<string, BatsimProfile> profiles)
{
    private const int MaxDepth = 100;
    private const long MaxTicks = CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond;
    private readonly Dictionary<string, Answer> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// How long a profile runs on any host; <c>null</c> when that depends on hosts and network, with the reason.
    /// </summary>
    public TimeSpan? Of(string name, out string why)
    {
        Answer answer = Find(name, 0);
        why = answer.Why;
        return answer.RunTime;
    }

    private Answer Find(string name, int depth)
    {
        if (!_known.TryGetValue(name, out Answer answer))
        {
            answer = WorkOut(name, depth);
            _known[name] = answer;
        }

        return answer;
    }

    private Answer WorkOut(string name, int depth)
    {
        if (!profiles.TryGetValue(name, out BatsimProfile? profile))
        {
            return new Answer(null, "sequence of profiles of which one is not there");
        }

        return profile.Kind switch
        {
            "delay" => new Answer(profile.Delay, ""),
            "composed" when depth == MaxDepth =>
                new Answer(null, "sequence of profiles that contains itself or is nested too deeply"),
            "composed" => Sum(profile, depth),
            _ => new Answer(null,
                $"profile of type {profile.Kind}: its run time depends on the hosts and the network"),
        };
    }

    private Answer Sum(BatsimProfile sequence, int depth)
    {
        Int128 sum = 0;
        foreach (string part in sequence.Parts)
        {
            Answer answer = Find(part, depth + 1);
            if (answer.RunTime is not { } length)
            {
                return answer;
            }

            sum += length.Ticks;
        }

        return sum * sequence.Repeats <= MaxTicks
            ? new Answer(new TimeSpan((long)(sum * sequence.Repeats)), "")
            : new Answer(null, "sequence of profiles that runs longer than 1e11 s");
    }

    private readonly record struct Answer(TimeSpan? RunTime, string Why);
}
