using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class SeriesRecorderTests
{
    [Test]
    public void BinsAreTimeWeightedMeansOfTheHandComputedSchedule()
    {
        using ScratchFolder folder = new();
        SmallRun.Write(folder.Path);
        Series series = FinishedRun.Read(folder.Path).Series;
        Assert.That(series.Step, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(series.Bins, Has.Length.EqualTo(46));
        SeriesBin third = series.Bins[2], fifteenth = series.Bins[15], last = series.Bins[45];
        Assert.Multiple(() =>
        {
            // 2 s to 3 s: a holds 0.46 of 2 GPUs; b waits, c waits from 2.0000001 on. Power 100 + 2*50 + 0.46*200.
            Assert.That(third.AllocationRatio, Is.EqualTo(0.23).Within(1e-15));
            Assert.That(third.QueueLength, Is.EqualTo(1.9999999).Within(1e-12));
            Assert.That(third.RunningJobs, Is.EqualTo(1));
            Assert.That(third.PowerWatts, Is.EqualTo(292).Within(1e-9));
            // 15 s to 16 s: b holds both GPUs at 50 %.
            Assert.That(fifteenth.AllocationRatio, Is.EqualTo(1));
            Assert.That(fifteenth.Utilization, Is.EqualTo(0.5));
            Assert.That(fifteenth.PowerWatts, Is.EqualTo(400));
            Assert.That(fifteenth.CpuAllocationRatio, Is.EqualTo(0.125));
            // The last step is cut short at 45.5 s; a mean does not care.
            Assert.That(last.End.Seconds, Is.EqualTo(45.5));
            Assert.That(last.AllocatedGpus, Is.EqualTo(1));
        });
    }

    [Test]
    public void IntegralsOfTheSeriesAreTheBooksOfTheJobs()
    {
        using ScratchFolder folder = new();
        var result = SmallRun.Write(folder.Path);
        var bins = FinishedRun.Read(folder.Path).Series.Bins;
        Assert.Multiple(() =>
        {
            Assert.That(
                bins.Sum(bin => bin.AllocatedGpus * (bin.End - bin.Start).TotalSeconds),
                Is.EqualTo(result.Jobs.Sum(job => job.AllocatedGpuSeconds)).Within(1e-9));
            Assert.That(
                bins.Sum(bin => bin.BusyGpus * (bin.End - bin.Start).TotalSeconds),
                Is.EqualTo(result.Jobs.Sum(job => job.BusyGpuSeconds)).Within(1e-9));
            Assert.That(
                bins.Sum(bin => bin.QueueLength * (bin.End - bin.Start).TotalSeconds),
                Is.EqualTo(result.Jobs.Sum(job => job.TotalWaitTime.TotalSeconds)).Within(1e-6));
        });
    }

    [Test]
    public void ALongRunKeepsItsIntegralsWhileTheStepDoubles()
    {
        // One job holds one of two GPUs from 100 s to 10,000 s: past 2,048 one-second steps, so the step becomes 8 s.
        Workload workload = new([new Job
        {
            Id = "j",
            SubmitTime = SimTime.Zero,
            Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1) },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(9_900) },
        }]);
        SeriesRecorder recorder = new(workload, SmallRun.Platform);
        SimTime start = SimTime.FromSeconds(100), end = SimTime.FromSeconds(10_000);
        recorder.Observe(new SimulationEvent(SimTime.Zero, EventKind.JobSubmitted, 0));
        recorder.Taken(0, 0, 1000, 0, 1, start);
        recorder.Observe(new SimulationEvent(start, EventKind.JobStarted, 0, 0, 1));
        recorder.Released(0, 0, 1000, 0, 1, start, end);
        recorder.Observe(new SimulationEvent(end, EventKind.JobCompleted, 0, Gpus: 1));
        Series series = recorder.Finish(end);
        Assert.Multiple(() =>
        {
            Assert.That(series.Step, Is.EqualTo(TimeSpan.FromSeconds(8)));
            Assert.That(series.Bins, Has.Length.EqualTo(1250));
            Assert.That(series.Bins.Sum(bin => bin.AllocatedGpus * 8), Is.EqualTo(9_900));
            Assert.That(series.Bins.Sum(bin => bin.QueueLength * 8), Is.EqualTo(100));
            // 96 s to 104 s holds the start: half of it is allocated.
            Assert.That(series.Bins[12].AllocatedGpus, Is.EqualTo(0.5));
        });
    }

    [Test]
    public void PowerIsUnknownWhenAGpuModelIs()
    {
        Platform platform = SmallRun.Platform with { GpuModels = [] };
        Series series = new SeriesRecorder(SmallRun.Workload, platform).Finish(SimTime.FromSeconds(1));
        Assert.That(series.Bins[0].PowerWatts, Is.Null);
    }

    [Test]
    public void ANodeThatIsDownDrawsNoPower()
    {
        SeriesRecorder recorder = new(SmallRun.Workload, SmallRun.Platform);
        recorder.Observe(new SimulationEvent(SimTime.FromSeconds(1), EventKind.NodeDown, Node: 0));
        recorder.Observe(new SimulationEvent(SimTime.FromSeconds(3), EventKind.NodeUp, Node: 0));
        Series series = recorder.Finish(SimTime.FromSeconds(4));
        // Base 100 W and two idle GPUs of 50 W.
        Assert.That(series.Bins.Select(bin => bin.PowerWatts), Is.EqualTo(new double?[] { 200, 0, 0, 200 }));
        Assert.That(series.Bins.Select(bin => bin.NodesUp), Is.EqualTo(new double[] { 1, 0, 0, 1 }));
    }
}
