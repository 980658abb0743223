using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Makes of a trace's jobs those that a scenario submits.</summary>
internal static class ScenarioWorkload
{
    /// <summary>The jobs with the estimates that the policy will see, and what a reader must know about them.</summary>
    public static (Workload Workload, string? Notice) Of(Workload workload, Scenario scenario, Platform platform)
    {
        OptionChoice options = scenario.Options;
        if (options.ReadAs == WorkloadReading.PaiSimulator)
        {
            workload = workload.AsPaiSimulatorReads(platform.TotalGpus, platform.TotalCpuMilli);
        }

        if (options.ArrivalsPerMinute is { } jobsPerMinute)
        {
            workload = workload.ArriveInBatches(jobsPerMinute);
        }

        return Estimates.Apply(workload, scenario);
    }
}
