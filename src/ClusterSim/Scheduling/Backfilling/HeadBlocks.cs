using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>No backfilling: jobs start strictly in order, and the first that does not fit blocks the queue.</summary>
/// <param name="head">Rank of the job that goes next, -1 for none; default: the first of the queue.</param>
internal sealed class HeadBlocks(Func<SchedulingPass, int>? head = null) : IBackfill
{
    private readonly Func<SchedulingPass, int> _head = head ?? (static pass => pass.Queue.First(pass.View));

    public bool TracksWalltimes => false;

    public void Begin(SchedulingPass pass)
    {
    }

    public void Run(SchedulingPass pass)
    {
        int rank;
        while ((rank = _head(pass)) >= 0)
        {
            int job = pass.Queue.JobAt(rank);
            if (pass.Place(job) is not { } placement || !pass.Start(job, placement))
            {
                pass.View.Decisions?.Reserved(job, SimTime.Never);
                return;
            }
        }
    }
}
