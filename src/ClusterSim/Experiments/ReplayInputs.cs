using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>What a single scenario outside an experiment is made of.</summary>
internal sealed record ReplayInputs(
    Workload Workload, Platform Platform, ISchedulingPolicy Policy, SimulationOptions Options)
{
    /// <summary>Reads the files that a scenario names.</summary>
    public static ReplayInputs Load(Scenario scenario, ImmutableArray<string> filters)
    {
        Platform platform = scenario.LoadPlatform();
        Workload recorded = Trace.Open(scenario.Trace.Path, scenario.Trace.Format).ToWorkload();
        (Workload workload, _) = Estimates.Apply(WorkloadFilter.Apply(recorded, filters, platform), scenario);
        return new ReplayInputs(
            workload, platform, PolicyMaker.Make(scenario.Policy), ScenarioRun.OptionsOf(scenario, [], []));
    }
}
