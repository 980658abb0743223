using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Training;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Experiments.Published;

/// <summary>Runs of the eight workloads of Pollux's artefact by the conventions of its simulator.</summary>
internal static class PolluxRuns
{
    /// <summary>Number of workloads.</summary>
    public const int Count = 8;

    /// <summary>The folder of measured applications.</summary>
    public const string Measurements = "pollux/sched/traces";

    private const int Nodes = 16, NodeGpus = 4;

    /// <summary>The mean of the workloads' mean completion times, in seconds.</summary>
    public static double Mean(StudyData data, PolluxSetting setting) => Jcts(data, setting).Values.Average();

    /// <summary>Completion times in whole seconds by workload and job.</summary>
    public static Dictionary<string, double> Jcts(StudyData data, PolluxSetting setting) =>
        Enumerable.Range(1, Count).AsParallel().AsOrdered().WithCancellation(data.Cancel)
            .SelectMany(number => Jcts(data, number, setting))
            .ToDictionary(job => job.Key, job => job.Value, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, double>> Jcts(StudyData data, int number, PolluxSetting setting)
    {
        var applications = TrainingMeasurements.Read(data.PathOf(Measurements));
        string file = string.Create(
            CultureInfo.InvariantCulture, $"pollux/simulator/workloads{setting.Load}/workload-{number}.csv");
        Workload workload = Trace.Open(data.PathOf(file)).ToWorkload().Training(applications, foreknowledge: true);
        RunResult result = Simulation.Run(
            workload, Cluster(),
            PolicyCatalog.Create(
                setting.Policy, setting.Options.ToDictionary(option => option.Name, option => option.Value)),
            Options(setting));
        return workload.Jobs.Select((job, i) => KeyValuePair.Create(
            $"workload-{number}/{job.Id}", Math.Round(result.Jobs[i].Jct!.Value.TotalSeconds)));
    }

    private static Platform Cluster() => new()
    {
        Name = "t4",
        Nodes =
        [
            .. Enumerable.Range(0, Nodes)
                .Select(node => new Node { Name = $"node-{node}", Gpus = NodeGpus, CpuLimited = false }),
        ],
    };

    private static SimulationOptions Options(PolluxSetting setting)
    {
        TimeSpan reallocation = TimeSpan.FromSeconds(30);
        return new SimulationOptions
        {
            Seed = setting.Seed,
            Overheads = new Overheads { StartUp = reallocation, Restore = reallocation },
            Training = new TrainingOptions
            {
                TuneInterval = setting.Interval,
                Resolution = TimeSpan.FromSeconds(1),
                SharedNodeSlowdown = setting.Slowdown,
            },
        };
    }
}
