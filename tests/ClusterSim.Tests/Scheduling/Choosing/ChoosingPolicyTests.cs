using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Choosing;

/// <summary>A chooser that goes by an order gives the schedule of that order.</summary>
public sealed class ChoosingPolicyTests
{
    [TestCase("fifo", BackfillKind.None, "fifo")]
    [TestCase("fifo", BackfillKind.Easy, "easy")]
    [TestCase("sjf", BackfillKind.None, "sjf")]
    [TestCase("f1", BackfillKind.None, "f1")]
    [TestCase("wfp3", BackfillKind.None, "wfp3")]
    public void ChoosingTheFirstOfAnOrderIsTheOrder(string order, BackfillKind backfill, string expected)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            Workload workload = Crowd(seed, 120);
            FirstOf chooser = new(OrderParts.Of(order).Make(null!));
            ChoosingPolicy policy = new("test", chooser, backfill, new FirstFit());
            Assert.That(Starts(workload, policy), Is.EqualTo(Starts(workload, PolicyCatalog.Create(expected))));
        }
    }

    // The machine is full until 10. At 1 a long job is chosen and does not fit; at 2 a short one comes. Who keeps the
    // head starts the long one at 10; who chooses anew, the short one.
    [TestCase(true, 10, 110)]
    [TestCase(false, 15, 10)]
    public void AHeadIsKeptOrChosenAnew(bool keeps, double longStart, double shortStart)
    {
        ChoosingPolicy policy = new(
            "test", new FirstOf(new SjfOrder()), BackfillKind.None, new FirstFit(), keepsHead: keeps);
        Assert.That(
            Starts(Model.Jobs(("all", 0, 4, 10), ("long", 1, 4, 100), ("short", 2, 4, 5)), policy),
            Is.EqualTo(new[] { 0, longStart, shortStart }));
    }

    // 300 jobs wait for a full machine: a chooser sees 128, the 64 shortest among them.
    [Test]
    public void OfManyJobsTheShortestAndTheSmallestAreVisible()
    {
        FirstOf chooser = new(new SjfOrder());
        RandomStream random = new(5, "many");
        Workload workload = new(
            Enumerable.Range(0, 300).Select(i => Model.Job($"{i:000}", 1, 1 + random.NextInt(4), 10 + i))
                .Prepend(Model.Job("all", 0, 4, 10)));
        ChoosingPolicy policy = new("test", chooser, BackfillKind.None, new FirstFit());
        Simulation.Run(workload, Model.Gpus(1, 4), policy);
        Assert.Multiple(() =>
        {
            Assert.That(chooser.MostVisible, Has.Length.EqualTo(128));
            Assert.That(chooser.MostVisible, Is.SupersetOf(Enumerable.Range(1, 64)));
            Assert.That(chooser.MostVisible, Is.Ordered.And.Unique);
        });
    }

    private static Workload Crowd(int seed, int jobs)
    {
        RandomStream random = new(seed, "crowd");
        return new Workload(Enumerable.Range(0, jobs).Select(i =>
            Model.Job($"{i:000}", random.NextInt(400), 1 + random.NextInt(4), 1 + random.NextInt(30))));
    }

    private static double[] Starts(Workload workload, ISchedulingPolicy policy) =>
        [.. Simulation.Run(workload, Model.Gpus(1, 4), policy).Jobs.Select(job => job.StartTime.Seconds)];

    private sealed class FirstOf(IJobOrder order) : IJobChooser
    {
        public int[] MostVisible { get; private set; } = [];

        public int Choose(SchedulingView view, ReadOnlySpan<int> visible)
        {
            MostVisible = visible.Length > MostVisible.Length ? visible.ToArray() : MostVisible;
            int best = 0;
            for (int i = 1; i < visible.Length; i++)
            {
                best = order.Key(view.Job(visible[i])) < order.Key(view.Job(visible[best])) ? i : best;
            }

            return best;
        }
    }
}
