using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>Who paid for it: the jobs that ended later than they would have under another policy.</summary>
internal static class LaterJobs
{
    // A policy that wants a pass of its own asks for one a tick later; that much is not harm.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    /// <summary>The jobs of a run that ended at least 1 ms later than in another run, those most late first.</summary>
    /// <param name="without">The run that it is compared with; of the same workload.</param>
    /// <param name="with">The run.</param>
    public static ImmutableArray<LaterJob> Of(RunResult without, RunResult with)
    {
        List<LaterJob> later = [];
        for (int job = 0; job < with.Jobs.Length; job++)
        {
            LaterJob compared = new(job, without.Jobs[job].EndTime, with.Jobs[job].EndTime);
            if (!compared.BaseEndTime.IsNever && (compared.LaterBy is null || compared.LaterBy >= s_least))
            {
                later.Add(compared);
            }
        }

        return [.. later.OrderByDescending(job => job.LaterBy ?? TimeSpan.MaxValue).ThenBy(job => job.Job)];
    }
}
