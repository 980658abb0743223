using ClusterSim.Behavior;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Determinism;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>
/// Around every policy of the catalogue: advice alone changes no byte of the log of events, and neither does a policy
/// that may act but gets no advice. The expected log is that of the base policy alone, without any rules.
/// </summary>
public sealed class AdvisoryTests
{
    private static readonly Platform[] s_platforms =
        [Model.Gpus(2, 4), Platform.Load("gpus:2x4+6"), Platform.Load("cores:12")];

    private static IEnumerable<string> Names =>
    [
        .. PolicyCatalog.All.Where(policy => !policy.SharesGpus && policy.Needs.Length == 0)
            .Select(policy => policy.Name).Where(name => name != "pattern-driven"),
        "wfp3+easy", "f1+conservative", "fair-share+skip", "priority+easy",
    ];

    [TestCaseSource(nameof(Names))]
    public void AdviceAloneChangesNothing(string name)
    {
        int compared = 0;
        for (int seed = 1; seed <= 6; seed++)
        {
            Platform platform = s_platforms[seed % s_platforms.Length];
            Workload workload = Drawn(seed);
            if (Log(workload, platform, PolicyCatalog.Create(name), []) is not { } alone)
            {
                continue;
            }

            compared++;
            ISchedulingPolicy advising = PolicyCatalog.Create(name + "+patterns", Advise);
            ISchedulingPolicy idle = PolicyCatalog.Create(name + "+patterns");
            Assert.That(
                EventLog.FirstDifference(alone, Log(workload, platform, advising, Hints(seed))!), Is.Null,
                $"advice, seed {seed}");
            Assert.That(
                EventLog.FirstDifference(alone, Log(workload, platform, idle, [])!), Is.Null, $"no rules, seed {seed}");
        }

        Assert.That(compared, Is.GreaterThan(0), "the policy serves none of the platforms");
    }

    [Test]
    public void TheDetectionsWereThereToBeActedOn()
    {
        ISchedulingPolicy acting = PolicyCatalog.Create("fifo-skip+patterns");
        List<string> alone = Log(Drawn(3), s_platforms[0], Policies.FifoSkip(), [])!;
        Assert.That(
            EventLog.FirstDifference(alone, Log(Drawn(3), s_platforms[0], acting, Hints(3))!), Is.Not.Null);
    }

    private static Dictionary<string, string> Advise => new() { ["mode"] = "advise", ["confidence"] = "0" };

    private static List<string>? Log(
        Workload workload, Platform platform, ISchedulingPolicy policy, IEnumerable<Hint> hints)
    {
        EventLog log = new();
        try
        {
            ScriptedRun.Of(workload, platform, policy, hints, null, log);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("expected such only"))
        {
            return null;
        }

        return [.. log.Lines.Where(line => !line.Contains("BehaviorDetected"))];
    }

    private static IEnumerable<Hint> Hints(int seed)
    {
        RandomStream random = new(seed, "hints");
        RecommendedAction[] all = Enum.GetValues<RecommendedAction>();
        return [.. Enumerable.Range(0, 150).Select(_ => new Hint(
            random.NextInt(4000) / 7.0, all[random.NextInt(all.Length)], random.NextInt(60)) { TargetGpus = 1 })];
    }

    private static Workload Drawn(int seed)
    {
        RandomStream random = new(seed, "jobs");
        return new Workload(Enumerable.Range(0, 60).Select(i =>
        {
            Job job = Model.Job($"{i}", random.NextInt(200), 1 + random.NextInt(4), 1 + random.NextInt(60));
            return job with
            {
                Request = job.Request with
                {
                    PerInstance = seed % 3 == 2 ? new ResourceVector(CpuMilli: 1000) : job.Request.PerInstance,
                    User = "u" + random.NextInt(3), Application = "a" + random.NextInt(2),
                    Priority = random.NextInt(3),
                },
            };
        }));
    }
}
