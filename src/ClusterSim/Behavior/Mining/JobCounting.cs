namespace ClusterSim.Behavior.Mining;

/// <summary>Counts the jobs in which each episode occurs, as long as enough of them had the outcome.</summary>
internal sealed class JobCounting(JobEpisodes episodes, int minSupport) : IEpisodeJudge
{
    /// <summary>Jobs with the episode and the outcome, and with the episode.</summary>
    public Dictionary<SymbolPattern, (int Both, int Episode)> Found { get; } = [];

    public bool Keep(ReadOnlySpan<int> code, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        int both = 0, all = 0, last = -1;
        foreach (int start in starts)
        {
            int group = episodes.Sequence.Groups[start];
            if (group != last)
            {
                last = group;
                all++;
                both += episodes.HasOutcome[group] ? 1 : 0;
            }
        }

        if (both < minSupport)
        {
            return false;
        }

        Found.Add(SymbolPattern.OfCode(code, episodes.Sequence.Symbols), (both, all));
        return true;
    }
}
