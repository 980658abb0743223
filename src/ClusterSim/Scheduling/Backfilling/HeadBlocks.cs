using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>No backfilling: jobs start strictly in order, and the first that does not fit blocks the queue.</summary>
internal sealed class HeadBlocks : IBackfill
{
    public bool TracksWalltimes => false;

    public void Begin(SchedulingPass pass)
    {
    }

    public void Run(SchedulingPass pass)
    {
        int rank;
        while ((rank = pass.Queue.First(pass.View)) >= 0)
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
