using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class SwfFormTests
{
    private string _path = "";

    [SetUp]
    public void ChoosePath() =>
        _path = Path.Combine(Directory.CreateTempSubdirectory("clustersim-swf-").FullName, "log.swf");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public void TheRowHasTheEighteenFieldsOfTheFormat()
    {
        RecordedRun recorded = new(SimTime.FromSeconds(15), null);
        SwfForm.Write(new Workload([Batch("7", 10, 100) with { Recorded = recorded }]), _path);

        // Job 7, submitted at 10, waited 5, ran 100 on 4 processors, asked for 200 s and 2 MiB = 2048 KiB each,
        // completed, user 3; unknown fields are -1 (field list of the Parallel Workloads Archive).
        Assert.That(
            File.ReadLines(_path).Last(), Is.EqualTo("7 10 5 100 4 -1 -1 4 200 2048 1 3 -1 -1 -1 -1 -1 -1"));
    }

    [Test]
    public void ReadingBackGivesTheSameBatchJobs()
    {
        Workload written = new([Batch("1", 0, 50), Batch("2", 30, 60), Batch("3", 30, 1)]);
        SwfForm.Write(written, _path, new MachineHint("cores:64", "test"));

        Trace read = Trace.Open(_path);

        Assert.That(read.ToWorkload().Jobs, Is.EqualTo(written.Jobs));
        Assert.That(read.Machine?.Shorthand, Is.EqualTo("cores:64"));
    }

    [Test]
    public void GpusAreWrittenAsProcessorsAndNamesAsNumbers()
    {
        Job job = new()
        {
            Id = "train-a",
            SubmitTime = SimTime.FromSeconds(0.4),
            Request = new JobRequest
            {
                Instances = 2, PerInstance = new ResourceVector(CpuMilli: 8000, Gpus: 4), User = "ann",
            },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(9.5), Outcome = JobOutcome.Failed },
        };
        SwfForm.Write(new Workload([job]), _path);
        Assert.That(File.ReadLines(_path).Last(), Is.EqualTo("1 0 -1 10 8 -1 -1 8 -1 -1 0 1 -1 -1 -1 -1 -1 -1"));
    }

    private static Job Batch(string id, double submit, double runTime) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            Instances = 4, PerInstance = new ResourceVector(CpuMilli: 1000, MemoryMiB: 2),
            Walltime = TimeSpan.FromSeconds(200), User = "3",
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(runTime) },
    };
}
