using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Policies that ask what they must not: each verb is refused with a reason and without effect, the run goes on under
/// the ordinary policy inside, and the engine, which checks its books after every change, finds nothing.
/// </summary>
public sealed class HostilePolicyTests
{
    private static readonly Workload Jobs = Model.Jobs(
        ("a", 0, 2, 10), ("b", 1, 3, 10), ("c", 2, 4, 10), ("d", 3, 1, 10));

    private static readonly RunResult Undisturbed = Simulation.Run(Jobs, Model.Gpus(2, 3), new FirstFitInOrder());

    private static IEnumerable<TestCaseData> Attacks()
    {
        yield return Attack("StartsAnUnknownJob", RefusalReason.UnknownJob, (_, plan) => plan.Start(99, On(0, 1)));
        yield return Attack("StopsAnUnknownJob", RefusalReason.UnknownJob, (_, plan) => plan.Preempt(-1));
        yield return Attack(
            "AsksForTooMuch", RefusalReason.IncompleteGang,
            (v, plan) => Each(v.Pending, j => plan.Start(j, On(0, 99))));
        yield return Attack(
            "AsksForTooLittle", RefusalReason.IncompleteGang,
            (v, plan) => Each(v.Pending, j => plan.Start(j, On(0, 0))));
        yield return Attack(
            "StartsEverythingOnNodeZero", RefusalReason.DoesNotFit,
            (v, plan) => Each(
                v.Pending, j => plan.Start(j, On(0, v.Job(j).Demand.Instances)), j => v.Job(j).Demand.Instances > 3));
        yield return Attack(
            "NamesANodeThatDoesNotExist", RefusalReason.UnknownNode,
            (v, plan) => Each(v.Pending, j => plan.Start(j, On(7, v.Job(j).Demand.Instances))));
        yield return Attack(
            "StartsWhatRuns", RefusalReason.NotPending, (v, plan) => Each(v.Running, j => plan.Start(j, On(0, 1))));
        yield return Attack(
            "StopsWhatWaits", RefusalReason.NotRunning, (v, plan) => Each(v.Pending, j => plan.Preempt(j)));
        yield return Attack(
            "ReclaimsWhatWaits", RefusalReason.NotRunning, (v, plan) => Each(v.Pending, j => plan.Reclaim(j)));
        yield return Attack("WakesInThePast", RefusalReason.NotInTheFuture, (v, plan) => plan.WakeAt(v.Now));
        yield return Attack(
            "RejectsWhatRuns", RefusalReason.NotPending, (v, plan) => Each(v.Running, j => plan.Reject(j)));
    }

    [TestCaseSource(nameof(Attacks))]
    public void ARefusedVerbChangesNothing(RefusalReason reason, Action<SchedulingView, Plan> attack)
    {
        RunResult result = Simulation.Run(Jobs, Model.Gpus(2, 3), new DelegatePolicy(new FirstFitInOrder(), attack));
        Assert.That(result.Refusals.Select(refusal => refusal.Reason), Is.EqualTo(new[] { reason }));
        Assert.That(result.Jobs, Is.EqualTo(Undisturbed.Jobs));
    }

    [Test]
    public void APolicyThatRejectsEverybodyLeavesAnEmptyCluster()
    {
        DelegatePolicy policy = new(new FirstFitInOrder(), (view, plan) => Each(view.Pending, job => plan.Reject(job)));
        RunResult result = Simulation.Run(Jobs, Model.Gpus(2, 3), policy);
        Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Rejected));
        Assert.That(result.EndTime, Is.EqualTo(SimTime.FromSeconds(3)));
    }

    // Every pass stops everybody and starts again who fits: progress is kept, so that all jobs end in the end.
    [Test]
    public void APolicyThatStopsEverythingOnlySlowsTheRun()
    {
        DelegatePolicy policy = new(
            new FirstFitInOrder(), (view, plan) => Each(view.Running, job => plan.Preempt(job)));
        RunResult result = Simulation.Run(Jobs, Model.Gpus(2, 3), policy);
        Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed));
        Assert.That(result.Jobs.Select(job => job.RunTime.TotalSeconds), Is.All.EqualTo(10));
        Assert.That(result.Jobs[0].Restarts, Is.GreaterThan(1));
    }

    // The policies of the catalogue must bear a neighbour that stops, rejects and starts jobs behind their back.
    [TestCase("fifo")]
    [TestCase("fifo-skip")]
    [TestCase("sjf")]
    [TestCase("easy")]
    [TestCase("conservative")]
    [TestCase("tiresias")]
    public void APolicyKeepsGoingWhenSomebodyElseInterferes(string name)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Interference interference = new(seed);
            DelegatePolicy policy = new(PolicyCatalog.Create(name), interference.Act);
            Workload workload = new(
                Enumerable.Range(0, 30).Select(i => Model.Job($"{i}", i, 1 + (i * 7 % 4), 3 + (i * 5 % 11))));
            RunResult result = Simulation.Run(workload, Model.Gpus(2, 3), policy);
            int rejected = result.Jobs.Count(job => job.Status == JobStatus.Rejected);
            Assert.That(
                result.Jobs.Count(job => job.Status == JobStatus.Completed), Is.EqualTo(30 - rejected), $"seed {seed}");
            Assert.That(rejected, Is.EqualTo(interference.Rejected), $"seed {seed}");
        }
    }

    // Nodes that fail take running jobs with them and make promises void; every job ends all the same, and no verb of
    // the policies is ever refused.
    [TestCase("fifo")]
    [TestCase("fifo-skip")]
    [TestCase("sjf")]
    [TestCase("easy")]
    [TestCase("conservative")]
    [TestCase("tiresias")]
    public void NoPolicyStumblesOverFailingNodes(string name)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Workload workload = new(Enumerable.Range(0, 30)
                .Select(i => Model.Job($"{i}", i, 1 + ((i * 7) + seed) % 4, 3 + ((i * 5) + seed) % 11)));
            SimulationOptions options = new()
            {
                Seed = seed,
                Failures = new FailureModel(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5)),
            };
            RunResult result = Simulation.Run(
                workload, Model.Gpus(3, 2), PolicyCatalog.Create(name, new Dictionary<string, string>
                {
                    ["placement"] = "best-fit",
                }),
                options);
            Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed), $"seed {seed}");
            Assert.That(result.Refusals, Is.Empty, $"seed {seed}");
        }
    }

    private static TestCaseData Attack(string name, RefusalReason reason, Action<SchedulingView, Plan> act) =>
        new TestCaseData(reason, act).SetName(name);

    private static Placement On(int node, int instances) =>
        new([new PlacementSlice(node, instances, instances is > 0 and < 4 ? ulong.MaxValue >> (64 - instances) : 0)]);

    private static void Each(JobSet jobs, Action<int> act, Func<int, bool>? only = null)
    {
        foreach (int job in jobs)
        {
            if (only is null || only(job))
            {
                act(job);
            }
        }
    }
}
