using System.Globalization;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Policies;

/// <summary>What policies that are given tables of speeds read from them.</summary>
internal static class SpeedTables
{
    /// <summary>
    /// Speed of a job on a GPU model by its own table; 0 when it does not run there, <c>null</c> when it has none.
    /// </summary>
    public static double? SpeedOn(JobRequest request, string model)
    {
        foreach (GpuSpeed entry in request.GpuSpeeds)
        {
            if (entry.GpuModel == model)
            {
                return entry.Speed;
            }
        }

        return null;
    }

    /// <summary>Refuses a run in which jobs lack what the policy must know.</summary>
    /// <param name="view">The run.</param>
    /// <param name="policy">Name of the policy.</param>
    /// <param name="field">What is missing, and who has it.</param>
    /// <param name="lacks">Whether a job lacks it.</param>
    /// <exception cref="PolicyException">A job with GPUs lacks it.</exception>
    public static void Require(SchedulingView view, string policy, string field, Func<JobRequest, bool> lacks)
    {
        int missing = 0, first = -1;
        for (int job = 0; job < view.JobCount; job++)
        {
            JobRequest request = view.Job(job).Request;
            if (request.TotalGpus > 0 && lacks(request))
            {
                missing++;
                first = first < 0 ? job : first;
            }
        }

        if (missing > 0)
        {
            throw new PolicyException([string.Create(CultureInfo.InvariantCulture,
                $"policy '{policy}' needs {field}; {missing} of {view.JobCount} jobs lack it, the first is ")
                + $"'{view.Job(first).Id}'."]);
        }
    }
}
