using ClusterSim.Engine;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Keys of orders against published numbers, and one workload by hand under every order.</summary>
public sealed class OrderTests
{
    // A job that asks 16 processors for 3,600 s, submitted at 86,400 s, looked at 7,200 s later. Expected: the formulas
    // of the papers, evaluated apart from this code with Python's math module.
    [TestCase("f1", 4351.6678)]
    [TestCase("f2", 127334.7518)]
    [TestCase("f3", 33922084.2734)]
    [TestCase("f4", 2630752.2835)]
    [TestCase("wfp3", -128)]
    [TestCase("unicef", -0.5)]
    [TestCase("sjf", 3600e7)]
    [TestCase("ljf", -3600)]
    [TestCase("saf", 57600)]
    [TestCase("deadline", 93600)]
    public void TheKeyIsThatOfThePaper(string order, double expected) =>
        Assert.That(
            KeyOf(Order(order), submit: 86_400, walltime: 3_600, at: 93_600), Is.EqualTo(expected).Within(6e-5));

    // log10 of 0 is not a number to sort by: 0 counts as 0.1, whose logarithm is -1. n = 16: F1 = -16 - 870, F2 =
    // 16 sqrt(0.1) - 25600, F3 = 1.6 - 6860000, F4 = 0.4 - 530000.
    [TestCase("f1", -886)]
    [TestCase("f2", -25594.9404)]
    [TestCase("f3", -6859998.4)]
    [TestCase("f4", -529999.6)]
    public void TimesOfZeroCountAsATenthOfASecond(string order, double expected) =>
        Assert.That(KeyOf(Order(order), submit: 0, walltime: 0, at: 0), Is.EqualTo(expected).Within(6e-5));

    [TestCase("sjf", double.PositiveInfinity)]
    [TestCase("ljf", double.NegativeInfinity)]
    [TestCase("saf", double.PositiveInfinity)]
    [TestCase("f1", double.PositiveInfinity)]
    [TestCase("deadline", double.PositiveInfinity)]
    [TestCase("wfp3", 0)]
    [TestCase("unicef", 0)]
    public void AJobWithoutAWalltimeMayRunForEver(string order, double expected) =>
        Assert.That(KeyOf(Order(order), submit: 1, walltime: null, at: 11), Is.EqualTo(expected));

    // Four GPUs, taken until 10. Then a (1 GPU, 8 s, came at 1), b (3, 2 s, at 2) and c (2, 4 s, at 3) wait, of users
    // u1 (who also had the first job), u2, u2 and of priorities 1, 2, 3. The head blocks.
    // fifo, f1..f4 (submission outweighs the rest): a b c: a and b fill the GPUs; c when b ends.
    // sjf, deadline (17, 6, 11): b c a: b; c has one GPU too few until 12, and a waits behind it.
    // ljf: a c b: a and c leave one GPU; b when c ends. saf: areas 8, 6, 8: b a c.
    // wfp3 at 10: 9/8^3 1 = 1.4, (8/2)^3 3 = 192, (7/4)^3 2 = 10.7: b c a.
    // unicef at 10: one processor first; then 8/(log2(3) 2) = 2.5 and 7/(1 4) = 1.75: a b c.
    // fair-share: u1 used 40 GPU-seconds, u2 none, and 6 at 12: b c a. priority: c b a; b when c ends.
    [TestCase("fifo", 10, 10, 12)]
    [TestCase("sjf", 12, 10, 12)]
    [TestCase("ljf", 10, 14, 10)]
    [TestCase("saf", 10, 10, 12)]
    [TestCase("wfp3", 12, 10, 12)]
    [TestCase("unicef", 10, 10, 12)]
    [TestCase("f1", 10, 10, 12)]
    [TestCase("f2", 10, 10, 12)]
    [TestCase("f3", 10, 10, 12)]
    [TestCase("f4", 10, 10, 12)]
    [TestCase("deadline", 12, 10, 12)]
    [TestCase("fair-share", 12, 10, 12)]
    [TestCase("priority", 14, 14, 10)]
    public void OneWorkloadByHand(string policy, double a, double b, double c)
    {
        RunResult result = Simulation.Run(Four(), Model.Gpus(1, 4), PolicyCatalog.Create(policy));
        Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0, a, b, c }));
    }

    // The same jobs where running ones give way.
    // srtf: a (8 s) stops the first job, which has 9 s left, at 1; b starts beside it at 2; c (4 s) waits for b, which
    // has less left, until 4; the first job needs all GPUs and resumes when a ends at 9.
    // priority-preemptive: a stops the first job at 1; b starts at 2; c at 3 stops b, which resumes at 7 for its second
    // second; the first job resumes at 9.
    [TestCase("srtf", 18, 9, 4, 8)]
    [TestCase("priority-preemptive", 18, 9, 8, 7)]
    public void OneWorkloadByHandWithPreemption(string policy, double z, double a, double b, double c)
    {
        RunResult result = Simulation.Run(Four(), Model.Gpus(1, 4), PolicyCatalog.Create(policy));
        Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { z, a, b, c }));
    }

    // Two jobs of priority 0 hold a GPU each when one of priority 1 wants one from 5 to 11. The second stops with 6 s
    // left and resumes at 10, when the first ends; or the first stops with 5 s left and resumes at 11.
    [TestCase("youngest", 10, 16)]
    [TestCase("oldest", 16, 11)]
    public void TheVictimIsTheOneThatTheOptionNames(string victims, double first, double second)
    {
        Workload workload = new([
            Model.Job("first", 0, 1, 10), Model.Job("second", 1, 1, 10), WithPriority(Model.Job("third", 5, 1, 6), 1)]);
        RunResult result = Simulation.Run(
            workload, Model.Gpus(1, 2),
            PolicyCatalog.Create("priority-preemptive", new Dictionary<string, string> { ["victims"] = victims }));
        Assert.That(
            result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { first, second, 11 }));
    }

    // a holds the GPU until 10; b and c wait with equal priorities; at 5 a plan makes c more urgent.
    [TestCase("priority", 13)]
    [TestCase("priority-preemptive", 13)]
    [TestCase("fifo", 10)]
    public void APriorityChangedByAPlanIsObeyed(string policy, double startOfB)
    {
        DelegatePolicy changing = new(PolicyCatalog.Create(policy), before: (view, plan) =>
        {
            if (view.Now.Seconds == 5)
            {
                plan.SetPriority(2, 1);
                plan.SetPriority(0, 1);
            }
        });
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 1, 1, 3), ("c", 2, 1, 3), ("event", 5, 2, 1)), Model.Gpus(1, 1),
            changing);
        Assert.That(result.Jobs[1].StartTime.Seconds, Is.EqualTo(startOfB));
    }

    // ann used 8 GPU-seconds right up to 10, bob 10 from 0 to 5. With a half-life of 5 s bob's count
    // 2 x 5/ln2 x (1/2 - 1/4) = 3.61 and ann's 2 x 5/ln2 x (1 - 2^(-4/5)) = 6.14 at 10: bob goes first. In the long run
    // of a week 10 count more than 8: ann goes first; so she does with twice the share at a half-life of 5 s: 3.07.
    [TestCase("5s", "equal", "bob")]
    [TestCase("7d", "equal", "ann")]
    [TestCase("5s", "ann=2", "ann")]
    public void UsageCountsHalfEveryHalfLife(string halfLife, string shares, string expected)
    {
        Workload workload = new([
            Of("bob", Model.Job("0", 0, 2, 5)), Of("eve", Model.Job("1", 0, 2, 6)), Of("ann", Model.Job("2", 5, 2, 4)),
            Of("eve", Model.Job("3", 5, 4, 1)), Of("ann", Model.Job("4", 7, 4, 1)),
            Of("bob", Model.Job("5", 7, 4, 1))]);
        var options = new Dictionary<string, string>
        {
            ["half-life"] = halfLife, ["shares"] = shares, ["backfill"] = "skip",
        };
        RunResult result = Simulation.Run(workload, Model.Gpus(1, 4), PolicyCatalog.Create("fair-share", options));
        Assert.That(result.Jobs[4].StartTime < result.Jobs[5].StartTime ? "ann" : "bob", Is.EqualTo(expected));
    }

    private static Workload Four() => new([
        Of("u1", Model.Job("z", 0, 4, 10)), Of("u1", WithPriority(Model.Job("a", 1, 1, 8), 1)),
        Of("u2", WithPriority(Model.Job("b", 2, 3, 2), 2)), Of("u2", WithPriority(Model.Job("c", 3, 2, 4), 3))]);

    private static Job Of(string user, Job job) => job with { Request = job.Request with { User = user } };

    private static Job WithPriority(Job job, int priority) =>
        job with { Request = job.Request with { Priority = priority } };

    private static IJobOrder Order(string name) => OrderParts.Of(name) is var part && part.Options.IsEmpty
        ? part.Make(null!)
        : new DeadlineOrder(factor: 2);

    // A job that cannot start, because a first one holds the machine, and the key that it has at a later event.
    private static double KeyOf(IJobOrder order, double submit, double? walltime, double at)
    {
        double key = double.NaN;
        Job job = Model.Job("job", submit, 16, 1);
        TimeSpan? asked = walltime is { } seconds ? SimTime.Length(seconds) : null;
        Workload workload = new([
            Model.Job("machine", 0, 16, 1e6), job with { Request = job.Request with { Walltime = asked } },
            Model.Job("event", at, 16, 1)]);
        Simulation.Run(workload, Model.Gpus(1, 16), new DelegatePolicy(Policies.Fifo(), after: view =>
        {
            key = view.Now.Seconds == at ? order.Key(view.Job(1)) : key;
        }));
        return key;
    }
}
