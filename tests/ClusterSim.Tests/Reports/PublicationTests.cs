using ClusterSim.Experiments;
using ClusterSim.Reports.Privacy;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

/// <summary>Tables for publication; crowds and hashes worked out outside the program.</summary>
public class PublicationTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-publish-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // The first 16 digits of
    // printf 'user\0alice' | openssl dgst -sha256 -hmac 0123456789abcdef
    [Test]
    public void NamesAreHashedWithTheKey() => Assert.That(
        new KeyedNames("0123456789abcdef"u8.ToArray()).Of("user", "alice"), Is.EqualTo("69667e0df153a0f2"));

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(3, 4)]
    [TestCase(5, 8)]
    [TestCase(0.3, 0.5)]
    public void SizesGoUpToPowersOfTwo(double size, double coarse) =>
        Assert.That(Coarse.Size(size), Is.EqualTo(coarse));

    [TestCase(1234, 1200)]
    [TestCase(0.0567, 0.057)]
    [TestCase(-98.7, -99)]
    [TestCase(6.5987, 6.6, Description = "66 tenths times a tenth is another double")]
    [TestCase(0, 0)]
    public void AmountsKeepTwoDigits(double amount, double coarse) =>
        Assert.That(Coarse.Number(amount), Is.EqualTo(coarse));

    // On the first day ann and bob submit jobs of 3 and 4 GPUs, which look alike; ann's second one makes no crowd of
    // three users. Cid's job of 1 GPU is alone on that day, as is ann's on the next: with a crowd of 2 these two are
    // left out, 2 of 5.
    [Test]
    public void AJobThatTooFewUsersShareIsLeftOutOfEveryTable()
    {
        PublicationReport report = Publish(crowd: 2);
        Assert.Multiple(() =>
        {
            Assert.That((report.Jobs, report.Suppressed, report.SuppressionRate), Is.EqualTo((5, 2, 0.4)));
            Assert.That(Rows("jobs.csv"), Has.Length.EqualTo(3));
            Assert.That(Rows("usage.csv"), Has.Length.EqualTo(3));
            Assert.That(Rows("allocations.csv"), Has.Length.EqualTo(3));
            // Of ann and cid a job is left out, so that only bob's row remains.
            Assert.That(Rows("users.csv").Single().Split(',')[0], Is.EqualTo(
                new KeyedNames("0123456789abcdef"u8.ToArray()).Of("user", "bob")));
            // 3, 4 and 4 GPUs for 100 s are published; 1 and 4 GPUs for 100 s are not.
            Assert.That(report.GpuHours * 3600, Is.EqualTo(1600).Within(1e-9));
            Assert.That(report.SuppressedGpuHours * 3600, Is.EqualTo(500).Within(1e-9));
        });
    }

    [Test]
    public void WithACrowdOfThreeNothingIsLeft() => Assert.That(Publish(crowd: 3).SuppressionRate, Is.EqualTo(1));

    // Everything is alike within 30 days but the sizes: of 3 and 4 GPUs, two users; of 1 GPU, one: 1 of 5.
    [Test]
    public void OtherStepsAreTriedToo() =>
        Assert.That(Publish(crowd: 2).Choices[^1], Is.EqualTo(new SuppressionChoice(TimeSpan.FromDays(30), 0.2)));

    [Test]
    public void NoNameAndNoExactTimeIsLeft()
    {
        Publish(crowd: 2);
        string all = string.Concat(
            Directory.EnumerateFiles(Path.Combine(_folder, "public"), "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".csv", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.Multiple(() =>
        {
            Assert.That(
                all, Does.Not.Contain("ann").And.Not.Contain("bob").And.Not.Contain("node-").And.Not.Contain("j1"));
            // Submitted at 100 s and 200 s of the first day, and ended then.
            Assert.That(Rows("jobs.csv").Select(row => row.Split(',')[2]), Is.All.EqualTo("0"));
            Assert.That(Rows("jobs.csv").Select(row => row.Split(',')[9]), Is.All.EqualTo("4"));
            Assert.That(Header("usage.csv"), Does.Not.Contain("walltime").And.Not.Contain("application"));
        });
    }

    [Test]
    public void AFolderThatIsNotEmptyIsNotTouched()
    {
        Publish(crowd: 2);
        Assert.That(
            () => ExperimentPublication.Write(
                Path.Combine(_folder, "out"), Path.Combine(_folder, "public"), Options(crowd: 2)),
            Throws.TypeOf<ExperimentException>().With.Message.Contains("not empty"));
    }

    private string[] Rows(string table) => File.ReadAllLines(Path.Combine(_folder, "public", "fifo", table))[1..];

    private string Header(string table) => File.ReadAllLines(Path.Combine(_folder, "public", "fifo", table))[0];

    private PublicationReport Publish(int crowd)
    {
        string trace = Path.Combine(_folder, "trace.csv");
        NormalForm.Write(
            new Workload(
            [
                Make("j1", "ann", 100, 3), Make("j2", "bob", 200, 4), Make("j3", "ann", 300, 4),
                Make("j4", "cid", 400, 1), Make("j5", "ann", 90_000, 4),
            ]), trace);
        ExperimentSpec spec = new QuickExperiment
        {
            Trace = trace, Platform = "gpus:4x4", Policies = ["fifo"],
        }.ToSpec();
        ExperimentRun.Execute(spec, Path.Combine(_folder, "out"), threads: 1);
        return ExperimentPublication.Write(
            Path.Combine(_folder, "out"), Path.Combine(_folder, "public"), Options(crowd)).Single();
    }

    private static PublishOptions Options(int crowd) => new() { Key = "0123456789abcdef"u8.ToArray(), Crowd = crowd };

    private static Job Make(string id, string user, double submit, int gpus) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest { User = user, PerInstance = new ResourceVector(Gpus: gpus) },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(100) },
    };
}
