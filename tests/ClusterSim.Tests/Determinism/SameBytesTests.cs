using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Determinism;

/// <summary>
/// The same inputs and the same seed give the same events, whatever the order of the rows, the thread, or the kernel.
/// The expectation is the run itself, made another way.
/// </summary>
public sealed class SameBytesTests
{
    private const int JobCount = 800;

    private static IEnumerable<TestCaseData> Cases =>
        PolicyCatalog.All.Where(policy => !policy.SharesGpus && policy.Needs.Length == 0).Select(policy =>
            new TestCaseData((Func<ISchedulingPolicy>)(() => PolicyCatalog.Create(policy.Name))).SetArgDisplayNames(
                policy.Name));

    [TestCaseSource(nameof(Cases))]
    public void TheSameRunTwiceGivesTheSameEvents(Func<ISchedulingPolicy> policy)
    {
        EventLog first = Run(policy(), MixedModel.Jobs(JobCount));
        Assert.That(first.Lines, Has.Count.GreaterThan(4 * JobCount));
        AssertSame(first, Run(policy(), MixedModel.Jobs(JobCount)));
    }

    [TestCaseSource(nameof(Cases))]
    public void APolicyThatServedARunBeforeDecidesTheSame(Func<ISchedulingPolicy> policy)
    {
        ISchedulingPolicy used = policy();
        EventLog first = Run(used, MixedModel.Jobs(JobCount));
        AssertSame(first, Run(used, MixedModel.Jobs(JobCount)));
    }

    [TestCaseSource(nameof(Cases))]
    public void TheOrderOfTheRowsDoesNotMatter(Func<ISchedulingPolicy> policy)
    {
        Job[] shuffled = MixedModel.Jobs(JobCount);
        RandomStream random = new(3, "shuffle");
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        AssertSame(Run(policy(), MixedModel.Jobs(JobCount)), Run(policy(), shuffled));
    }

    [TestCaseSource(nameof(Cases))]
    public void RunsBesideEachOtherDoNotDisturbEachOther(Func<ISchedulingPolicy> policy)
    {
        EventLog alone = Run(policy(), MixedModel.Jobs(JobCount));
        var together = new EventLog[4];
        Parallel.For(0, together.Length, i => together[i] = Run(policy(), MixedModel.Jobs(JobCount)));
        foreach (EventLog other in together)
        {
            AssertSame(alone, other);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void AnotherKernelGivesTheSameEvents(Func<ISchedulingPolicy> policy) =>
        AssertSame(
            Run(policy(), MixedModel.Jobs(JobCount)),
            Run(policy(), MixedModel.Jobs(JobCount), MixedModel.Options with { Kernel = () => new SortedSetQueue() }));

    [Test]
    public void AnotherSeedGivesOtherEvents() =>
        Assert.That(
            EventLog.FirstDifference(
                Run(Policies.Fifo(), MixedModel.Jobs(JobCount)),
                Run(Policies.Fifo(), MixedModel.Jobs(JobCount), MixedModel.Options with { Seed = 8 })),
            Does.StartWith("event "));

    private static EventLog Run(ISchedulingPolicy policy, Job[] jobs, SimulationOptions? options = null)
    {
        EventLog log = new();
        Simulation.Run(new Workload(jobs), MixedModel.Platform, policy, options ?? MixedModel.Options, log);
        return log;
    }

    private static void AssertSame(EventLog expected, EventLog actual) =>
        Assert.That(EventLog.FirstDifference(expected, actual), Is.Null);
}
