using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Determinism;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Golden;

/// <summary>
/// The events of the bundled traces under every policy, byte by byte, against digests that an earlier build wrote: a
/// Debug build, a Release build and another machine must all find the same. A change that means to change schedules
/// accepts the new ones with CLUSTERSIM_UPDATE_SNAPSHOTS=1.
/// </summary>
public class GoldenLogTests
{
    private static readonly string s_file = Repository.Path("tests/ClusterSim.Tests/Golden/event-logs.txt");

    private static readonly string s_log = Repository.Path("tests/ClusterSim.Tests/Golden/event-log.csv.gz");

    private static readonly (string Trace, string Platform, string[] Policies)[] s_runs =
    [
        (
            "synthetic-small", "platforms/small-gpu.yaml",
            ["fifo", "fifo-skip", "sjf", "easy", "tiresias", "srtf", "priority-preemptive"]),
        ("synthetic-waste", "platforms/small-gpu.yaml", ["easy", "tiresias", "pattern-driven"]),
        (
            "synthetic-hpc", "cores:256",
            [
                "fifo", "sjf", "easy", "conservative", "ljf", "saf", "wfp3", "unicef", "f1", "f2", "f3", "f4",
                "fair-share", "deadline", "priority", "sjf+easy", "wfp3+easy", "f1+conservative",
            ]),
    ];

    [Test]
    public void TheEventsAreThoseOfEarlierBuilds()
    {
        string[] found =
        [
            .. s_runs.SelectMany(run => run.Policies.Select(policy => Line(run.Trace, run.Platform, policy))),
        ];
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllLines(s_file, found);
        }

        Assert.That(found, Is.EqualTo(File.ReadAllLines(s_file)));
    }

    // Digests only tell that something differs; of one run the whole log is kept, to tell what.
    [Test]
    public void TheFirstEventThatDiffersFromAnEarlierBuildIsTold()
    {
        IReadOnlyList<string> found = Log("synthetic-waste", "platforms/small-gpu.yaml", "pattern-driven").Lines;
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1" && !found.SequenceEqual(Stored()))
        {
            using StreamWriter writer = new(new GZipStream(File.Create(s_log), CompressionLevel.SmallestSize));
            writer.Write(string.Join('\n', found));
        }

        Assert.That(EventLog.FirstDifference(Stored(), found), Is.Null);
    }

    private static string[] Stored()
    {
        if (!File.Exists(s_log))
        {
            return [];
        }

        using StreamReader reader = new(new GZipStream(File.OpenRead(s_log), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n');
    }

    private static string Line(string trace, string platform, string policy)
    {
        EventLog log = Log(trace, platform, policy);
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', log.Lines)));
        return string.Create(
            CultureInfo.InvariantCulture, $"{trace} {policy} {log.Lines.Count} {Convert.ToHexStringLower(digest)}");
    }

    private static EventLog Log(string trace, string platform, string policy)
    {
        EventLog log = new();
        Simulation.Run(
            Trace.Open(Repository.Path($"traces/{trace}")).ToWorkload(),
            Platform.Load(platform.Contains(':', StringComparison.Ordinal) ? platform : Repository.Path(platform)),
            PolicyCatalog.Create(policy),
            new SimulationOptions { Seed = 42, Rules = [CreRules.Load(Repository.Path("experiments/rules"))] },
            log);
        return log;
    }
}
