using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>Jobs submitted in the last fifty minutes, as a forecast of the next ones.</summary>
internal sealed class SubmissionRate
{
    private static readonly TimeSpan Reach = TimeSpan.FromMinutes(50);

    private readonly Queue<SimTime> _submissions = [];

    public void Note(SimTime submission) => _submissions.Enqueue(submission);

    /// <summary>Jobs in ten minutes, on average.</summary>
    public double PerTenMinutes(SimTime now)
    {
        while (_submissions.TryPeek(out SimTime oldest) && now - oldest > Reach)
        {
            _submissions.Dequeue();
        }

        return _submissions.Count / 5.0;
    }
}
