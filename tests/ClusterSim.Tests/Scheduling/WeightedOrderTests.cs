using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The weighted priority: its keys by hand, and the orders that it contains.</summary>
public sealed class WeightedOrderTests
{
    // A job that asks 4 of 16 GPUs for 1,000 s, looked at 2 h after submission: log10(r) = 3, n/N = 0.25, wait = 2 h.
    [TestCase("1;0;0;0;0", 3)]
    [TestCase("0;2;0;0;0", 0.5)]
    [TestCase("0;0;-0.5;0;0", -1)]
    [TestCase("2;4;-0.25;0;0", 6 + 1 - 0.5)]
    public void TheKeyIsTheWeightedSum(string weights, double expected)
    {
        double key = double.NaN;
        WeightedOrder order = new(PriorityWeights.Of([.. weights.Split(';').Select(double.Parse)]));
        Workload workload = new([
            Model.Job("machine", 0, 16, 1e6), Model.Job("job", 100, 4, 1_000), Model.Job("event", 7_300, 16, 1)]);
        Simulation.Run(workload, Model.Gpus(1, 16), new DelegatePolicy(Policies.Fifo(), after: view =>
        {
            order.Begin(view);
            key = view.Now.Seconds == 7_300 ? order.Key(view.Job(1)) : key;
        }));
        Assert.That(key, Is.EqualTo(expected).Within(1e-12));
    }

    // Three jobs of one GPU wait for one, which is free at 10: a long that came first, b short, c short of another
    // user, who has not run anything. w1 alone is sjf, w3 alone fifo; the user's deficit lets c pass b.
    [TestCase("w1", "1", "b c a")]
    [TestCase("w1", "-1", "a b c")]
    [TestCase("w3", "-1", "a b c")]
    [TestCase("w3", "1", "c b a")]
    [TestCase("w5", "-1", "c a b")]
    public void OneWeightAloneIsAnOrder(string weight, string value, string expected)
    {
        Dictionary<string, string> options = new() { ["w1"] = "0", [weight] = value };
        RunResult result = Simulation.Run(
            new Workload([
                Of("ann", Model.Job("first", 0, 1, 10)), Of("ann", Model.Job("a", 1, 1, 100)),
                Of("ann", Model.Job("b", 2, 1, 5)), Of("bob", Model.Job("c", 3, 1, 5))]),
            Model.Gpus(1, 1), PolicyCatalog.Create("weighted", options));
        Assert.That(
            string.Join(' ', new[] { 1, 2, 3 }.OrderBy(job => result.Jobs[job].StartTime).Select(job => "?abc"[job])),
            Is.EqualTo(expected));
    }

    // Of a big model with 400 W and a small one with 100 W there are two GPUs each: 1,000 W. A job on a big GPU asks
    // for 0.4 of that, one on a small GPU for 0.1, one on any for the mean, 0.25.
    [Test]
    public void PowerHungryJobsGoLastWhenPowerCounts()
    {
        Platform platform = new()
        {
            Name = "two-models",
            GpuModels =
            [
                new GpuModel { Name = "big", MaxWatts = 400 }, new GpuModel { Name = "small", MaxWatts = 100 },
            ],
            Nodes =
            [
                new Node { Name = "a", Gpus = 2, GpuModel = "big", CpuLimited = false },
                new Node { Name = "b", Gpus = 2, GpuModel = "small", CpuLimited = false },
            ],
        };
        double[] keys = [];
        WeightedOrder order = new(new PriorityWeights(0, 0, 0, 1, 0));
        Simulation.Run(
            new Workload([On(["big"], "x"), On(["small"], "y"), On([], "z"), On(["big", "small"], "zz")]), platform,
            new DelegatePolicy(Policies.Fifo(), after: view =>
            {
                order.Begin(view);
                keys = [.. Enumerable.Range(0, 4).Select(job => order.Key(view.Job(job)))];
            }));
        Assert.That(keys, Is.EqualTo(new[] { 0.4, 0.1, 0.25, 0.25 }).Within(1e-12));
    }

    [Test]
    public void ItsDefaultIsShortestFirst()
    {
        Workload workload = Model.Jobs(
            ("a", 0, 3, 50), ("b", 1, 2, 40), ("c", 2, 2, 30), ("d", 3, 1, 20), ("e", 4, 4, 10), ("f", 5, 1, 60));
        Assert.That(
            Starts(workload, "weighted+easy"), Is.EqualTo(Starts(workload, "sjf+easy")));
    }

    private static double[] Starts(Workload workload, string policy) =>
    [
        .. Simulation.Run(workload, Model.Gpus(1, 4), PolicyCatalog.Create(policy)).Jobs
            .Select(job => job.StartTime.Seconds),
    ];

    private static Job On(string[] models, string id) => Model.Job(id, 0, 1, 10) is var job
        ? job with { Request = job.Request with { GpuModels = [.. models] } }
        : throw new InvalidOperationException();

    private static Job Of(string user, Job job) => job with { Request = job.Request with { User = user } };
}
