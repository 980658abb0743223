namespace ClusterSim.Behavior.Mining;

/// <summary>Notes in which jobs given episodes occur, and where each is complete for the first time.</summary>
internal sealed class JobMatching : IEpisodeJudge
{
    private readonly JobEpisodes _episodes;
    private readonly HashSet<SymbolPattern> _prefixes = [];

    public JobMatching(JobEpisodes episodes, IReadOnlyList<SymbolPattern> patterns)
    {
        _episodes = episodes;
        foreach (SymbolPattern pattern in patterns)
        {
            Matches.Add(pattern, []);
            var steps = pattern.Steps;
            for (int length = 1; length <= steps.Length; length++)
            {
                _prefixes.Add(SymbolPattern.Of([.. steps[..length].Select(step => (IReadOnlyList<int>)step)]));
            }
        }
    }

    /// <summary>Groups by ascending number, with the point at which the episode is first complete.</summary>
    public Dictionary<SymbolPattern, List<(int Group, int Point)>> Matches { get; } = [];

    public bool Keep(ReadOnlySpan<int> code, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        SymbolPattern pattern = SymbolPattern.OfCode(code, _episodes.Sequence.Symbols);
        if (!_prefixes.Contains(pattern))
        {
            return false;
        }

        if (Matches.TryGetValue(pattern, out List<(int Group, int Point)>? matches))
        {
            for (int i = 0; i < starts.Length; i++)
            {
                int group = _episodes.Sequence.Groups[starts[i]];
                if (matches.Count == 0 || matches[^1].Group != group)
                {
                    matches.Add((group, ends[i]));
                }
            }
        }

        return true;
    }
}
