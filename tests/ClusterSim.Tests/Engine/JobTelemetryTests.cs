using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

/// <summary>Levels, checkpoints and samples of running jobs; all expectations are worked out by hand.</summary>
public class JobTelemetryTests
{
    private static readonly EventKind[] s_telemetry =
    [
        EventKind.UtilizationChanged, EventKind.MetricSampled, EventKind.JobCheckpointed, EventKind.JobProgressed,
    ];

    [Test]
    public void ALevelIsReportedWhenTheProgressReachesIt()
    {
        // Half speed: progress 0, 10 and 25 are reached 0, 20 and 50 s after the start at 5.
        Job job = Profiled("a", 5, 40, new MetricLevel(TimeSpan.Zero, Metric.GpuMemory, 12.5),
            new MetricLevel(Seconds(10), Metric.GpuMemory, 30), new MetricLevel(Seconds(10), Metric.StepTime, 0.25),
            new MetricLevel(Seconds(25), Metric.GpuMemory, 4));
        Platform slow = Model.Gpus(1, 1) with { GpuModels = [new GpuModel { Name = "K80", RelativeSpeed = 0.5 }] };
        slow = slow with { Nodes = [slow.Nodes[0] with { GpuModel = "K80" }] };

        Assert.That(Log([job], slow), Is.EqualTo(new[]
        {
            "5 gpu memory 12.5", "25 gpu memory 30", "25 step time 0.25", "55 gpu memory 4",
        }));
    }

    [Test]
    public void AResumedJobReportsTheLevelsInForce()
    {
        // The node fails at 15: all progress is lost, and the job starts again on the other node at once with the
        // levels of progress 0; it reaches progress 10 at 25.
        Job job = Profiled("a", 0, 20, new MetricLevel(TimeSpan.Zero, Metric.LoaderWait, 60),
            new MetricLevel(Seconds(10), Metric.LoaderWait, 5));
        SimulationOptions options = new() { NodeChanges = [new NodeChange(SimTime.FromSeconds(15), 0, false)] };

        Assert.That(Log([job], Model.Gpus(2, 1), options), Is.EqualTo(new[]
        {
            "0 loader wait 60", "10 loader wait 5", "15 loader wait 60", "25 loader wait 5",
        }));
    }

    [Test]
    public void PeriodicCheckpointsAreReportedUntilTheWorkIsDone()
    {
        // 30 s of work, a checkpoint every 10 s of progress: at 10 and 20; at 30 the job is done.
        SimulationOptions options = new() { Overheads = new Overheads { CheckpointInterval = Seconds(10) } };

        Assert.That(Log([Model.Job("a", 0, 1, 30)], Model.Gpus(1, 1), options), Is.EqualTo(new[]
        {
            "10 checkpointed 10", "20 checkpointed 20",
        }));
    }

    [Test]
    public void AFinishedPhaseOfCheckpointingIsSafe()
    {
        // Checkpoint from 10 to 12 s of progress; the node fails at 15, so that 3 s are lost and 20 - 12 = 8 s remain
        // from 15 on: the job ends at 23. Without the checkpoint it would end at 35.
        Job job = Model.Job("a", 0, 1, 20) with
        {
            Profile = new JobProfile
            {
                RunTime = Seconds(20),
                Phases =
                [
                    new UtilizationPhase(TimeSpan.Zero, 900, PhaseKind.Compute),
                    new UtilizationPhase(Seconds(10), 20, PhaseKind.Checkpointing),
                    new UtilizationPhase(Seconds(12), 900, PhaseKind.Compute),
                ],
            },
        };
        SimulationOptions options = new() { NodeChanges = [new NodeChange(SimTime.FromSeconds(15), 0, false)] };
        RunResult unobserved = Simulation.Run(new Workload([job]), Model.Gpus(2, 1), Policies.Fifo(), options);

        Assert.That(unobserved.Jobs[0].EndTime.Seconds, Is.EqualTo(23));
        Assert.That(Log([job], Model.Gpus(2, 1), options), Is.EqualTo(new[]
        {
            "0 utilization 900", "10 utilization 20", "12 checkpointed 12", "12 utilization 900",
            "15 utilization 900",
        }));
    }

    [Test]
    public void RunningJobsAreSampledAtMultiplesOfTheInterval()
    {
        // a runs 5..35, b waits for the GPU and runs 35..45. At 10, 20, 30, 40 whoever runs is sampled.
        Job a = Profiled("a", 5, 30, new MetricLevel(Seconds(20), Metric.ActiveGpus, 1));
        SimulationOptions options = new() { SamplingInterval = Seconds(10) };

        Assert.That(Log([a, Model.Job("b", 6, 1, 10)], Model.Gpus(1, 1), options), Is.EqualTo(new[]
        {
            "10 progressed 5", "20 progressed 15", "25 active gpus 1", "30 active gpus 1", "30 progressed 25",
            "40 progressed 5",
        }));
    }

    [Test]
    public void SamplingBeginsAgainAfterAnIdleCluster()
    {
        SimulationOptions options = new() { SamplingInterval = Seconds(10) };

        Assert.That(
            Log([Model.Job("a", 0, 1, 12), Model.Job("b", 995, 1, 12)], Model.Gpus(1, 1), options),
            Is.EqualTo(new[] { "10 progressed 10", "1000 progressed 5" }));
    }

    [Test]
    public void SamplesChangeNoSchedule()
    {
        Workload workload = Model.Jobs(("a", 0, 1, 12.5), ("b", 3, 2, 40), ("c", 4, 1, 7), ("d", 4, 1, 100));
        SimulationOptions sampled = new() { SamplingInterval = Seconds(1) };

        RunResult with = Simulation.Run(workload, Model.Gpus(1, 2), Policies.Easy(), sampled, new Telemetry([]));
        RunResult without = Simulation.Run(workload, Model.Gpus(1, 2), Policies.Easy());

        Assert.That(with.Jobs, Is.EqualTo(without.Jobs));
        Assert.That(with.EndTime, Is.EqualTo(without.EndTime));
    }

    [Test]
    public void AnIntervalMustBePositive() => Assert.That(
        () => Log([Model.Job("a", 0, 1, 1)], Model.Gpus(1, 1), new() { SamplingInterval = TimeSpan.Zero }),
        Throws.ArgumentException.With.Message.Contains("sampling interval"));

    [TestCase(-1.0, 3.0, "the value -1")]
    [TestCase(double.NaN, 3.0, "the value NaN")]
    [TestCase(1.0, 1.0, "ascending starts")]
    [TestCase(1.0, 2.0, "the second of step time")]
    public void LevelsThatMakeNoSenseAreRefused(double value, double secondStart, string problem) => Assert.That(
        () => new Workload(
        [
            Profiled("a", 0, 9, new MetricLevel(Seconds(2), Metric.StepTime, value),
                new MetricLevel(Seconds(secondStart), Metric.StepTime, 1)),
        ]),
        Throws.TypeOf<WorkloadException>().With.Message.Contains(problem));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Job Profiled(string id, double submit, double run, params MetricLevel[] levels) =>
        Model.Job(id, submit, 1, run) with
        {
            Profile = new JobProfile { RunTime = Seconds(run), Metrics = [.. levels] },
        };

    private static List<string> Log(Job[] jobs, Platform platform, SimulationOptions? options = null)
    {
        List<string> log = [];
        Simulation.Run(new Workload(jobs), platform, Policies.Fifo(), options, new Telemetry(log));
        return log;
    }

    private sealed class Telemetry(List<string> log) : IEventObserver
    {
        public void Observe(in SimulationEvent happened)
        {
            string what = happened.Kind switch
            {
                EventKind.MetricSampled => MetricNames.Of((Metric)happened.Detail),
                EventKind.UtilizationChanged => "utilization",
                EventKind.JobCheckpointed => "checkpointed",
                _ => "progressed",
            };
            if (s_telemetry.Contains(happened.Kind))
            {
                log.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{happened.Time.Seconds} {what} {happened.Value}"));
            }
        }
    }
}
