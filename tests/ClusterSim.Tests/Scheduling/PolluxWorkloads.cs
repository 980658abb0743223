using ClusterSim.Engine;
using ClusterSim.Engine.Training;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The workloads, the cluster and the conventions of the simulator of Pollux's artefact.</summary>
internal static class PolluxWorkloads
{
    /// <summary>16 nodes with 4 GPUs.</summary>
    public static Platform Cluster { get; } = new()
    {
        Name = "t4",
        Nodes = [.. Enumerable.Range(0, 16).Select(i => new Node { Name = $"node-{i}", Gpus = 4, CpuLimited = false })],
    };

    /// <summary>30 s for each start and re-allocation, and whole seconds.</summary>
    public static SimulationOptions Options(TimeSpan interval, double slowdown = 0) => new()
    {
        Overheads = new Overheads { StartUp = TimeSpan.FromSeconds(30), Restore = TimeSpan.FromSeconds(30) },
        Training = new TrainingOptions
        {
            TuneInterval = interval,
            Resolution = TimeSpan.FromSeconds(1),
            SharedNodeSlowdown = slowdown,
        },
    };

    /// <summary>The measured applications, with the step times between them as SciPy interpolates them.</summary>
    public static IReadOnlyDictionary<string, TrainingApplication> Applications { get; } = TrainingMeasurements.Read(
        Path.GetDirectoryName(Path.GetDirectoryName(SharedData.Path("pollux/sched/traces/bert/placements.csv"))!)!,
        Repository.Path("tests/ClusterSim.Tests/Scheduling/Elastic/Interpolated"));

    public static Workload Read(int number, string load = "") => Trace
        .Open(SharedData.Path($"pollux/simulator/workloads{load}/workload-{number}.csv")).ToWorkload()
        .Training(Applications, foreknowledge: true);

    /// <summary>Completion times in whole seconds by job.</summary>
    public static Dictionary<string, double> Jcts(Workload workload, RunResult result) => workload.Jobs
        .Select((job, i) => (job.Id, Jct: Math.Round(result.Jobs[i].Jct!.Value.TotalSeconds)))
        .ToDictionary(pair => pair.Id, pair => pair.Jct);
}
