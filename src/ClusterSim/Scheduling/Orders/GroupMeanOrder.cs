using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Shortest job first by an estimate that the trace carries: the mean duration of the job's user, group or group and
/// GPUs, as the study of the PAI trace (Weng et al., NSDI 2022) compares them.
/// </summary>
internal sealed class GroupMeanOrder(string name, string estimate) : IJobOrder
{
    public string Name => name;

    public void Begin(SchedulingView view)
    {
        int without = 0;
        string first = "";
        for (int job = 0; job < view.JobCount; job++)
        {
            if (view.Job(job).Request.EstimateNamed(estimate) is null)
            {
                first = without++ == 0 ? view.Job(job).Id : first;
            }
        }

        if (without > 0)
        {
            throw new PolicyException(
            [
                $"order '{name}' needs the estimate '{estimate}' of every job, but {without} of {view.JobCount} jobs "
                + $"have none, first '{first}'. The filter group-means=all fills it in with means that know the "
                + "future; qssf estimates from the jobs that ended.",
            ]);
        }
    }

    public double Key(in JobView job) => job.Request.EstimateNamed(estimate)!.Value.Ticks;
}
