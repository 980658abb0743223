using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// A machine whose processors are counted: which jobs run on it and until when they asked to, and the start of a job.
/// </summary>
internal sealed class PeerMachine(SchedulingView view, IPlacement placement)
{
    public ProcessorCount Processors { get; } = new(view);

    /// <summary>The running jobs by requested end, which may lie in the past.</summary>
    public RunningEnds Running { get; } = new(view.JobCount);

    /// <summary>Starts a waiting job if it fits.</summary>
    /// <returns>Whether it was started.</returns>
    public bool TryStart(int job, Plan plan)
    {
        if (Processors.NeedMilli(job) > Processors.FreeMilli
            || placement.Place(view.Free, view.Job(job).Demand) is not { } found
            || plan.Start(job, found) != RefusalReason.None)
        {
            return false;
        }

        Running.Add(view, job);
        return true;
    }

    /// <summary>
    /// The first requested end at which a job has enough processors, if the running jobs give theirs back one by one at
    /// their requested ends; <see cref="SimTime.Never"/> when there is none.
    /// </summary>
    /// <param name="freeMilli">Processors free now, in 1/1000.</param>
    /// <param name="needMilli">What the job needs.</param>
    public SimTime FirstEndWithRoom(long freeMilli, long needMilli)
    {
        ReadOnlySpan<int> jobs = Running.Jobs;
        for (int i = 0; i < jobs.Length; i++)
        {
            freeMilli += Processors.NeedMilli(jobs[i]);
            if (freeMilli >= needMilli)
            {
                return new SimTime(Running.Ends[i]);
            }
        }

        return SimTime.Never;
    }
}
