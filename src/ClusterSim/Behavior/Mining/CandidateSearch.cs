namespace ClusterSim.Behavior.Mining;

/// <summary>Mines candidates for one outcome on the first part of the jobs and judges them on the second.</summary>
internal sealed class CandidateSearch(RuleMiningOptions options)
{
    // Beyond that many, candidates differ in what they are made of and hardly in the jobs that they find.
    private const int MostLookedAt = 500;

    public static IEnumerable<JudgedCandidate> Run(
        MinedEvents events, JobParts parts, MinedOutcome outcome, RuleMiningOptions options)
    {
        PointIndex index = events.IndexBy(options.Key);
        JobEpisodes first = new(events, index, parts.First, outcome, options);
        if (first.OutcomeCount < options.MinSupport || parts.Second.Length == 0)
        {
            return [];
        }

        return new CandidateSearch(options).Judge(first, new(events, index, parts.Second, outcome, options));
    }

    private IEnumerable<JudgedCandidate> Judge(JobEpisodes first, JobEpisodes second)
    {
        List<Candidate> candidates = Choose(first);
        JobMatching matching = new(second, [.. candidates.Select(candidate => candidate.Pattern)]);
        Search(second, matching);
        return candidates.Select(candidate => new JudgedCandidate(
            second.Outcome, candidate.Pattern, candidate.Counts, second, matching.Matches[candidate.Pattern]));
    }

    private List<Candidate> Choose(JobEpisodes first)
    {
        JobCounting counting = new(first, options.MinSupport);
        Search(first, counting);
        Candidate[] ranked =
        [
            .. counting.Found.Select(found => CandidateOf(found.Key, found.Value, first))
                .Where(candidate => IsPromising(candidate, counting))
                .OrderBy(candidate => candidate.PValue).ThenBy(candidate => candidate.Pattern.Length)
                .ThenBy(candidate => candidate.Pattern.ToString(), StringComparer.Ordinal).Take(MostLookedAt),
        ];
        JobMatching matching = new(first, [.. ranked.Select(candidate => candidate.Pattern)]);
        Search(first, matching);
        return Cover(ranked, first, matching);
    }

    /// <summary>Whether it is strong enough, and stronger than what is left when a symbol is taken away.</summary>
    private bool IsPromising(Candidate candidate, JobCounting counting) =>
        candidate.Counts.Confidence >= options.MinConfidence && candidate.Counts.Lift >= options.MinLift
        && candidate.Pattern.WithoutOneSymbol().All(part => counting.Found.TryGetValue(part, out var simpler)
            && (double)simpler.Both / simpler.Episode < candidate.Counts.Confidence);

    /// <summary>The best candidates that each explain some jobs which those before them do not.</summary>
    private List<Candidate> Cover(Candidate[] ranked, JobEpisodes first, JobMatching matching)
    {
        bool[] covered = new bool[first.Jobs.Length];
        List<Candidate> chosen = [];
        foreach (Candidate candidate in ranked)
        {
            int[] groups =
            [
                .. matching.Matches[candidate.Pattern].Select(match => match.Group)
                    .Where(group => first.HasOutcome[group] && !covered[group]),
            ];
            if (groups.Length >= Math.Max(1, options.MinSupport / 2) && chosen.Count < options.MaxCandidates)
            {
                chosen.Add(candidate);
                Array.ForEach(groups, group => covered[group] = true);
            }
        }

        return chosen;
    }

    private static Candidate CandidateOf(SymbolPattern pattern, (int Both, int Episode) found, JobEpisodes first)
    {
        EpisodeCounts counts = new(found.Both, found.Episode, first.OutcomeCount, first.Jobs.Length);
        return new Candidate(pattern, counts, JudgedCandidate.Test(counts));
    }

    /// <summary>
    /// Shows the judge every sequence of single symbols, and every two that one event carries: a rule can say the
    /// former as a sequence and the latter as a set without any time.
    /// </summary>
    private void Search(JobEpisodes episodes, IEpisodeJudge judge)
    {
        EventSequence sequence = episodes.Sequence;
        EpisodeUnit[] units =
        [
            .. Enumerable.Range(0, sequence.Symbols.Length)
                .Select(code => new EpisodeUnit([code], sequence.PointsOf(code))),
        ];
        new EpisodeSearch(sequence, units, options.Window, options.MaxLength, minimal: false).Run(judge);
        int together = Math.Min(2, options.MaxLength);
        foreach (EpisodeUnit pair in new FrequentSets(sequence, 1, together).Run().Where(set => set.Codes.Length > 1))
        {
            judge.Keep([.. pair.Codes, -1], pair.Points.Span, pair.Points.Span);
        }
    }

    private sealed record Candidate(SymbolPattern Pattern, EpisodeCounts Counts, double PValue);
}
