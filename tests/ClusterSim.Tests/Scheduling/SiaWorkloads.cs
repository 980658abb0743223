using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Engine.Training;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The workloads, the cluster and the conventions of the simulator of Sia's artefact.</summary>
internal static class SiaWorkloads
{
    private static readonly (string Model, int Nodes, int Gpus)[] s_types =
        [("aws", 6, 4), ("dgx-ext", 2, 8), ("rtx", 3, 8)];

    /// <summary>64 GPUs of three types.</summary>
    public static Platform Cluster { get; } = new()
    {
        Name = "sia",
        Nodes =
        [
            .. s_types.SelectMany(type => Enumerable.Range(0, type.Nodes).Select(node => new Node
            {
                Name = $"{type.Model}-{node}", Gpus = type.Gpus, GpuModel = type.Model, CpuLimited = false,
            })),
        ],
    };

    /// <summary>Restarts and slowdowns by application, and whole seconds.</summary>
    public static SimulationOptions Options { get; } = new()
    {
        Overheads = new Overheads
        {
            RestartByApplication = new Dictionary<string, int>
            {
                ["bert"] = 120, ["cifar10"] = 50, ["deepspeech2"] = 25, ["imagenet"] = 250, ["yolov3"] = 80,
            }.ToImmutableSortedDictionary(pair => pair.Key, pair => TimeSpan.FromSeconds(pair.Value)),
        },
        Training = new TrainingOptions
        {
            Resolution = TimeSpan.FromSeconds(1),
            SlowdownByApplication = ImmutableSortedDictionary.CreateRange(new Dictionary<string, double>
            {
                ["bert"] = 1.2, ["cifar10"] = 1.8, ["deepspeech2"] = 1.2, ["imagenet"] = 1.2, ["yolov3"] = 1.2,
            }),
        },
    };

    public static Workload Read(string name) => Trace.Open(SharedData.Path($"sia/workloads/{name}.csv")).ToWorkload()
        .Training(TrainingMeasurements.Read(
            Folder(SharedData.Path("sia/traces/bert/placements-aws.csv")),
            Folder(SharedData.Path("pollux/sched/traces/bert/placements.csv"))));

    private static string Folder(string file) => Path.GetDirectoryName(Path.GetDirectoryName(file)!)!;
}
