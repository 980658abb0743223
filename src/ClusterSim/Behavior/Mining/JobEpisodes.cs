namespace ClusterSim.Behavior.Mining;

/// <summary>
/// The events before an outcome, of each job a group of its own, and which of the jobs had the outcome.
/// </summary>
internal sealed class JobEpisodes
{
    // What counts of a user's or a node's past: else jobs that overlap would each copy the same long stretch.
    private const int MostPoints = 64;

    public JobEpisodes(MinedEvents events, PointIndex index, MinedJob[] jobs, MinedOutcome outcome,
        RuleMiningOptions options)
    {
        EventSequenceBuilder builder = new();
        for (int group = 0; group < jobs.Length; group++)
        {
            MinedJob job = jobs[group];
            int bound = options.Key != MiningKey.Job ? job.Start.Bound
                : job.Of(outcome).Bound is >= 0 and var known ? known : job.End.Bound;
            ReadOnlySpan<int> points = index.OfJob(job.Number);
            points = points[..CountBelow(points, bound)];
            if (options.Key != MiningKey.Job)
            {
                points = points[Math.Max(0, points.Length - MostPoints)..];
                points = Since(points, events, job.Start.Time.Ticks - options.Window.Ticks);
            }

            foreach (int point in points)
            {
                builder.AddPoint(group, events.TicksOf(point), events.SymbolsOf(point));
            }
        }

        (Jobs, Outcome, Sequence) = (jobs, outcome, builder.Build());
        HasOutcome = [.. jobs.Select(job => job.Of(outcome).Bound >= 0)];
        OutcomeCount = HasOutcome.Count(has => has);
    }

    public MinedJob[] Jobs { get; }

    public MinedOutcome Outcome { get; }

    public EventSequence Sequence { get; }

    /// <summary>By group.</summary>
    public bool[] HasOutcome { get; }

    public int OutcomeCount { get; }

    private static int CountBelow(ReadOnlySpan<int> points, int bound)
    {
        int place = points.BinarySearch(bound);
        return place < 0 ? ~place : place;
    }

    private static ReadOnlySpan<int> Since(ReadOnlySpan<int> points, MinedEvents events, long ticks)
    {
        int first = 0;
        while (first < points.Length && events.TicksOf(points[first]) < ticks)
        {
            first++;
        }

        return points[first..];
    }
}
