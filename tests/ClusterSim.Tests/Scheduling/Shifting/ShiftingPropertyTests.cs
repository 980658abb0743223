using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Shifting;

/// <summary>What must hold for every shifting policy, on drawn jobs and series.</summary>
public sealed class ShiftingPropertyTests
{
    private static readonly (string Policy, (string, string)[] Set)[] s_policies =
    [
        ("lowest-slot", []), ("lowest-window", []), ("carbon-time", []), ("ecovisor", []), ("carbon-threshold", []),
        ("wait-awhile", [("deadline", "next-workday")]), ("wait-awhile", [("deadline", "semi-weekly")]),
        ("wait-awhile", [("deadline", "none"), ("interruptible", "yes"), ("max-delay", "24h")]),
        ("wait-awhile", [("deadline", "next-workday"), ("interruptible", "yes")]),
        ("lowest-slot", [("reserved", "8")]), ("carbon-time", [("lengths", "learned")]), ("carbon-scaler", []),
    ];

    private static IEnumerable<TestCaseData> Policies => s_policies.Select(policy =>
        new TestCaseData(policy.Policy, policy.Set)
            .SetArgDisplayNames($"{policy.Policy} {string.Join(' ', policy.Set)}"));

    [TestCaseSource(nameof(Policies))]
    public void NoJobIsDelayedBeyondItsLimitWhereThereIsRoom(string policy, (string, string)[] set)
    {
        Workload jobs = Draw(200, 5);
        RunResult run = Shifted.Run(policy, jobs, Series(5), set, ForecastKind.LastDay, Model.Gpus(1, 100_000));
        TimeSpan limit = policy == "wait-awhile" && !set.Contains(("max-delay", "24h"))
            ? TimeSpan.FromDays(7)
            : TimeSpan.FromHours(24);
        for (int job = 0; job < jobs.Jobs.Length; job++)
        {
            JobResult result = run.Jobs[job];
            Assert.That(result.Status, Is.EqualTo(JobStatus.Completed));
            Assert.That(result.EndTime - result.SubmitTime - result.RunTime, Is.LessThanOrEqualTo(limit), $"job {job}");
            Assert.That(result.RunTime, Is.EqualTo(jobs.Jobs[job].Profile.RunTime), $"job {job}");
        }
    }

    [TestCaseSource(nameof(Policies))]
    public void TheBooksBalanceAndNoJobIsLostWhereThereIsNone(string policy, (string, string)[] set)
    {
        Workload jobs = Draw(150, 6);
        var platform = Model.Gpus(2, 4);
        RunLedger ledger = new(jobs, platform);
        RunResult run = Simulation.Run(
            jobs, platform, PolicyCatalog.Create(policy, set.ToDictionary(one => one.Item1, one => one.Item2)),
            Shifted.Options(Series(6), ForecastKind.LastWeek), ledger);
        Assert.That(ledger.Faults, Is.Empty);
        Assert.That(run.Jobs.Count(job => job.Status == JobStatus.Completed), Is.EqualTo(150));
    }

    /// <summary>
    /// Two series that agree until a moment give the same starts until then, unless an oracle forecasts.
    /// </summary>
    [TestCaseSource(nameof(Policies))]
    public void TheFutureOfTheSignalAltersNoDecision(string policy, (string, string)[] set)
    {
        Workload jobs = Draw(200, 7);
        const int agree = 24 * 12;
        double[] known = [.. Series(7).Values];
        double[] altered = [.. known[..agree], .. Series(8).Values[agree..]];
        SimTime until = SimTime.Zero + TimeSpan.FromHours(agree);
        foreach (ForecastKind kind in new[] { ForecastKind.Persistence, ForecastKind.LastDay, ForecastKind.LastWeek })
        {
            Assert.That(Starts(altered, kind), Is.EqualTo(Starts(known, kind)), kind.ToString());
        }

        IEnumerable<(int, double)> Starts(double[] values, ForecastKind kind) =>
            Shifted.Run(policy, jobs, Shifted.Hourly(SignalKind.Average, values), set, kind).Jobs
                .Select((job, index) => (index, job.StartTime))
                .Where(start => start.StartTime < until)
                .Select(start => (start.index, start.StartTime.Seconds))
                .ToArray();
    }

    [Test]
    public void AnOracleIsMovedByTheFuture()
    {
        // Ensures that the test above can fail: with perfect forecasts the altered future does alter decisions.
        double[] known = [300, 200, 200, 100], altered = [300, 100, 200, 200];
        (string, string)[] set = [("max-delay-short", "3h")];
        Assert.That(Shifted.One("lowest-slot", 1, known, set).StartTime.Seconds, Is.EqualTo(3 * 3600));
        Assert.That(Shifted.One("lowest-slot", 1, altered, set).StartTime.Seconds, Is.EqualTo(3600));
    }

    private static IEnumerable<TestCaseData> Planners =>
        Policies.Where(one => one.Arguments[0] is not ("ecovisor" or "carbon-threshold"));

    // Not so where jobs wait for a level: no value is below a percentile of a constant.
    [TestCaseSource(nameof(Planners))]
    public void WithoutADifferenceOverTimeTheBasePolicyDecidesAlone(string policy, (string, string)[] set)
    {
        Workload jobs = Draw(120, 9);
        Signal constant = Signal.Constant("always", SignalKind.Average, "", 300);
        RunResult shifted = Shifted.Run(policy, jobs, constant, set, platform: Model.Gpus(2, 4));
        RunResult plain = Simulation.Run(jobs, Model.Gpus(2, 4), PolicyCatalog.Create("fifo-skip"));
        Assert.That(shifted.Jobs, Is.EqualTo(plain.Jobs));
    }

    private static Workload Draw(int count, int seed)
    {
        Random random = new(seed);
        return new Workload(Enumerable.Range(0, count).Select(i => Model.Job(
            $"{i}", random.Next(0, 20 * 86_400), 1 + random.Next(4), 60 + random.Next(0, 30 * 3600))));
    }

    private static Signal Series(int seed)
    {
        Random random = new(seed);
        return Shifted.Hourly(
            SignalKind.Average, [.. Enumerable.Range(0, 24 * 30).Select(_ => 50 + (400 * random.NextDouble()))]);
    }
}
