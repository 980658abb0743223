namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The fields that policies need which put several jobs on one GPU.</summary>
internal static class Signatures
{
    /// <summary>Stops a run whose trace tells nothing of what jobs do to their GPUs.</summary>
    /// <exception cref="PolicyException">No job that asks for GPUs has a signature.</exception>
    public static void Require(SchedulingView view, string policy)
    {
        bool asked = false;
        foreach (var job in view.Jobs.Workload.Jobs)
        {
            if (job.Request.Signature is not null || job.Profile.Signature is not null)
            {
                return;
            }

            asked |= job.Request.TotalGpus > 0;
        }

        if (asked)
        {
            throw new PolicyException(
                [$"policy '{policy}' needs the GPU utilization and the GPU memory of jobs, and no job of the workload "
                    + "has them: use a trace that tells them, or fill them in with the filter signatures=FILE@SEED."]);
        }
    }
}
