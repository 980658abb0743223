using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Reports;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Journals;

/// <summary>What a run wrote is what a reader reads; what was recorded in memory is the expectation.</summary>
public class EventRoundTripTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void TheEventsOfAnyRunComeBackEqual([Range(1, 12)] int seed, [Values("jsonl", "parquet")] string form)
    {
        Workload workload = Metered(seed);
        Platform platform = Model.Gpus(6, 8);
        string file = _folder.File("events." + form);
        string[] nodes = [.. platform.Nodes.Select(node => node.Name)];
        ISchedulingPolicy policy = seed % 2 == 0 ? Policies.Tiresias() : Policies.Easy();
        SimulationOptions options = new()
        {
            Seed = seed,
            Failures = new FailureModel(TimeSpan.FromHours(40), TimeSpan.FromHours(1)),
            Overheads = new Overheads { CheckpointInterval = seed % 3 == 0 ? TimeSpan.FromMinutes(30) : null },
            SamplingInterval = seed % 4 == 0 ? TimeSpan.FromMinutes(7.25) : null,
        };
        Recorder recorder = new(workload, nodes);
        using (EventWriter writer = EventWriter.Create(file, workload, nodes))
        {
            Simulation.Run(workload, platform, policy, options, recorder, writer);
        }

        using EventReader reader = EventReader.Open(file);
        List<string> read = [];
        while (reader.Read(out SimulationEvent happened))
        {
            read.Add(Recorder.Line(happened, reader.Jobs, reader.Nodes));
        }

        Assert.That(read, Is.EqualTo(recorder.Lines));
        Assert.That(recorder.Lines, Has.Count.GreaterThan(500));
        Assert.That(reader.Report, Is.EqualTo(new EventReaderReport { Events = read.Count }).UsingPropertiesComparer());
    }

    [TestCase("jsonl")]
    [TestCase("parquet")]
    public void WhatIsReadWritesTheSameBytesAgain(string form)
    {
        Workload workload = Metered(99);
        Platform platform = Model.Gpus(6, 8);
        string first = _folder.File("first." + form), second = _folder.File("second." + form);
        string[] nodes = [.. platform.Nodes.Select(node => node.Name)];
        using (EventWriter writer = EventWriter.Create(first, workload, nodes))
        {
            Simulation.Run(workload, platform, Policies.Easy(), null, writer);
        }

        using (EventReader reader = EventReader.Open(first))
        using (EventWriter writer = EventWriter.Create(second, reader.Jobs, reader.Nodes))
        {
            reader.Replay(writer);
        }

        Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
    }

    [Test]
    public void EventsFromOutsideComeBackWithTheirWords()
    {
        // Kinds that the engine does not make: written and read again, word for word.
        Workload jobs = Model.Jobs(("a", 0, 1, 10));
        string file = _folder.File("events.jsonl");
        SimulationEvent[] outside =
        [
            new(SimTime.FromSeconds(1), EventKind.JobSubmitted, 0),
            new(SimTime.FromSeconds(1), EventKind.JobRetried, 0, Value: 3),
            new(SimTime.FromSeconds(2), EventKind.MetricSampled, 0, 0, 5, 61.25, (int)Metric.GpuTemperature),
            new(SimTime.FromSeconds(2), EventKind.MetricSampled, -1, 0, -1, 7, (int)Metric.ActiveKernels),
            new(SimTime.FromSeconds(3), EventKind.LinkDown, Node: 0, Detail: 17),
            new(SimTime.FromSeconds(4), EventKind.LinkUp, Detail: 17),
            new(SimTime.FromSeconds(5), EventKind.UserActed, 0, Detail: (int)UserAction.NotebookActivity),
            new(SimTime.FromSeconds(6), EventKind.LogWritten, Detail: 0),
        ];
        using (EventWriter writer = EventWriter.Create(file, jobs, ["n"], _ => "NCCL \"timeout\"\tat rank 3 é"))
        {
            foreach (SimulationEvent happened in outside)
            {
                writer.Observe(happened);
            }
        }

        using EventReader reader = EventReader.Open(file);
        List<SimulationEvent> read = [];
        while (reader.Read(out SimulationEvent happened))
        {
            read.Add(happened);
        }

        Assert.That(read, Is.EqualTo(outside));
        Assert.That(reader.TextOf(read[^1].Detail), Is.EqualTo("NCCL \"timeout\"\tat rank 3 é"));
    }

    // A generated workload with waste in it, to whose every third job some levels are added.
    private static Workload Metered(int seed)
    {
        GeneratorOptions options = GeneratorPresets.Find("synthetic-small").Options with { Jobs = 150, Seed = seed };
        Workload workload = WorkloadGenerator.Generate(options).Workload;
        return new Workload(workload.Jobs.Select((job, i) => i % 3 != 0 ? job : job with
        {
            Profile = job.Profile with
            {
                Metrics =
                [
                    new MetricLevel(TimeSpan.Zero, Metric.GpuMemory, 3.5 + i),
                    new MetricLevel(TimeSpan.FromSeconds(i), Metric.LoaderWait, i / 7.0),
                    new MetricLevel(TimeSpan.FromSeconds(60 + i), Metric.GpuMemory, 1e-3 * i),
                ],
            },
        }));
    }

    /// <summary>Events as text in which jobs and nodes stand by name, with what was asked at the submission.</summary>
    private sealed class Recorder(Workload jobs, IReadOnlyList<string> nodes) : IEventObserver
    {
        public List<string> Lines { get; } = [];

        public static string Line(in SimulationEvent happened, IJobDirectory jobs, IReadOnlyList<string> nodes)
        {
            string job = happened.Job < 0 ? "-" : jobs.IdOf(happened.Job);
            string node = happened.Node < 0 ? "-" : nodes[happened.Node];
            string asked = "";
            if (happened.Kind == EventKind.JobSubmitted)
            {
                JobRequest r = jobs.RequestOf(happened.Job);
                asked = $"{r.User}/{r.Application}/{r.Queue}/{r.Priority}/{r.Instances}x{r.PerInstance.Gpus}"
                    + $"/{r.PerInstance.GpuMilli}/{r.PerInstance.CpuMilli}/{r.PerInstance.MemoryMiB}/{r.Walltime}"
                    + $"/{string.Join('|', r.GpuModels)}";
            }

            return string.Create(
                CultureInfo.InvariantCulture,
                $"{happened.Time.Ticks} {happened.Kind} {job} {node} {happened.Gpus} {happened.Value:R} "
                + $"{happened.Detail} {asked}");
        }

        public void Observe(in SimulationEvent happened) => Lines.Add(Line(happened, jobs, nodes));
    }
}
