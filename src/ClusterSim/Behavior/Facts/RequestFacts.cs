using ClusterSim.Behavior.Rules;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Facts;

/// <summary>The facts that a request states by itself. NaN is not known.</summary>
internal static class RequestFacts
{
    private static readonly string[] s_interactive = ["interactive", "sys/dashboard", "jupyter", "notebook"];

    private const double MiBPerGb = 1024, Milli = 1000;

    /// <summary>Main memory of the whole gang in GB of 1,024 MiB; NaN when none was asked for.</summary>
    public static double MemoryGb(JobRequest request) =>
        request.PerInstance.MemoryMiB > 0 ? request.Instances * (request.PerInstance.MemoryMiB / MiBPerGb) : double.NaN;

    public static double Of(RuleFact fact, JobRequest request) => fact switch
    {
        RuleFact.Gpus => Gpus(request),
        RuleFact.Nodes or RuleFact.Instances => request.Instances,
        RuleFact.GpusPerNode => Gpus(request) / request.Instances,
        RuleFact.Cpus => Cpus(request),
        RuleFact.CoresPerGpu => PerGpu(Cpus(request), request),
        RuleFact.MemoryGb => MemoryGb(request),
        RuleFact.MemoryPerGpuGb => PerGpu(MemoryGb(request), request),
        RuleFact.WalltimeHours => request.Walltime?.TotalHours ?? double.PositiveInfinity,
        RuleFact.Priority => request.Priority,
        RuleFact.Interactive => IsInteractive(request) ? 1 : 0,
        _ => double.NaN,
    };

    /// <summary>
    /// Whether somebody sits in front of the job: its queue or application is named so. Job Defense Shield goes by the
    /// first two names; the others are those of notebooks.
    /// </summary>
    private static bool IsInteractive(JobRequest request)
    {
        foreach (string name in s_interactive)
        {
            if (request.Queue.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                || request.Application.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static double Gpus(JobRequest request) => request.TotalGpuMilli / Milli;

    private static double Cpus(JobRequest request) =>
        request.TotalCpuMilli > 0 ? request.TotalCpuMilli / Milli : double.NaN;

    private static double PerGpu(double amount, JobRequest request) =>
        request.TotalGpuMilli > 0 ? amount / Gpus(request) : double.NaN;
}
