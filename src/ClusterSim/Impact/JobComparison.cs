using ClusterSim.Engine;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Compares single runs, job by job.</summary>
/// <param name="runs">The runs, the baseline first.</param>
/// <param name="names">Their names.</param>
/// <param name="options">How.</param>
internal sealed class JobComparison(
    IReadOnlyList<RunResult> runs, IReadOnlyList<string> names, ComparisonOptions options)
{
    private const string OneRun = "no interval: one run has one value; compare several seeds";

    private readonly UserIndex _users = new(runs[0].Workload);
    private readonly int[] _window = JobWindow.Of(runs[0].Workload, options.Metrics).Jobs;
    private readonly RunMetrics _baselineMetrics = RunMetrics.Of(runs[0], options.Metrics);

    public Comparison Build()
    {
        ComparisonArm[] arms = new ComparisonArm[runs.Count - 1];
        // Arms do not depend on each other, and each draws from streams of its own.
        Parallel.For(0, arms.Length, i => arms[i] = Arm(runs[i + 1], names[i + 1]));
        arms = Judged(RankTests.Correct(arms));
        for (int i = 0; i < arms.Length; i++)
        {
            string answer = new AnswerSentence(arms[i], names[0], options.Bootstrap.Level).Text();
            int wrapped = BasePolicy.Of(runs, i + 1);
            arms[i] = arms[i] with { Answer = wrapped > 0 ? $"{answer} {AgainstBase(wrapped, i + 1)}" : answer };
        }

        return new Comparison
        {
            Baseline = names[0],
            BaselineMetrics = [_baselineMetrics],
            Arms = [.. arms],
            Runs = 1,
            Options = options,
            Notes = ComparisonNotes.OfJobs(arms, RunTimesDiffer()),
        };
    }

    private bool RunTimesDiffer() => runs.Skip(1).Any(other => _window.Any(job =>
        JobMeasures.Ended(runs[0].Jobs[job]) && JobMeasures.Ended(other.Jobs[job])
        && runs[0].Jobs[job].RunTime != other.Jobs[job].RunTime));

    private ComparisonArm[] Judged(ComparisonArm[] arms) =>
    [
        .. arms.Select(arm => arm with
        {
            Differences = [.. arm.Differences.Select(difference => Judgement.Of(difference, arm.Tests, options))],
        }),
    ];

    // One question of its own, so it shares no correction with the others.
    private string AgainstBase(int wrapped, int wrapper)
    {
        PairedJobs pairs = new(runs[wrapped], runs[wrapper], _window, options.Metrics.BoundedSlowdownTauSeconds);
        ArmDifferences differences = new(options, _users, names[wrapper]);
        differences.AddSpread("total_wait", pairs.TotalWait());
        ComparisonArm arm = new()
        {
            Name = names[wrapper],
            Metrics = [],
            JobsEndedOnlyUnderBaseline = pairs.EndedOnlyInBaseline,
            JobsEndedOnlyHere = pairs.EndedOnlyInOther,
            Differences = differences.InOrder(),
            Tests = [RankTests.Of("total_wait", pairs.TotalWait(), _users)],
        };
        arm = Judged(RankTests.Correct([arm]))[0];
        return BasePolicy.Sentence(arm, names[wrapped], options.Bootstrap.Level);
    }

    private ComparisonArm Arm(RunResult other, string name)
    {
        PairedJobs pairs = new(runs[0], other, _window, options.Metrics.BoundedSlowdownTauSeconds);
        RunMetrics metrics = RunMetrics.Of(other, options.Metrics);
        ArmDifferences differences = new(options, _users, name);
        List<PairedTest> tests = [];
        Spread("queueing_delay", pairs.QueueingDelay());
        Spread("total_wait", pairs.TotalWait());
        Spread("jct", pairs.Jct());
        differences.AddMean("mean_run_time_seconds", pairs.RunTime());
        Spread("bounded_slowdown", pairs.BoundedSlowdown());
        differences.AddMean("share_waiting_over_one_hour", pairs.WaitedOverOneHour());
        AddSums(differences, pairs, other);
        foreach (string metric in ComparedMetrics.OfWholeRun)
        {
            differences.AddWithoutInterval(metric, _baselineMetrics, metrics, OneRun);
        }

        AddFairness(differences, pairs, metrics);
        return new ComparisonArm
        {
            Name = name,
            Metrics = [metrics],
            PairedJobs = pairs.EndedInBoth,
            JobsEndedOnlyUnderBaseline = pairs.EndedOnlyInBaseline,
            JobsEndedOnlyHere = pairs.EndedOnlyInOther,
            Differences = differences.InOrder(),
            Tests = [.. tests],
        };

        void Spread(string quantity, PairedSample sample)
        {
            differences.AddSpread(quantity, sample);
            tests.Add(RankTests.Of(quantity, sample, _users));
        }
    }

    private void AddSums(ArmDifferences differences, PairedJobs pairs, RunResult other)
    {
        PairedSample busy = pairs.OfWindow(job => job.BusyGpuSeconds);
        differences.AddRatio("held_gpu_utilization", busy, pairs.OfWindow(job => job.AllocatedGpuSeconds));
        differences.AddTotal("wasted_gpu_hours", pairs.WastedGpuHours());
        PriceList baselinePrices = new(runs[0], options.Metrics);
        PairedSample? cost = pairs.Cost(baselinePrices, new PriceList(other, options.Metrics));
        if (cost is not null && cost.First.Sum() > 0)
        {
            PairedSample started = pairs.OfWindow(job => job.StartTime.IsNever ? 0 : 1);
            differences.AddTotal("cost", cost);
            differences.AddRatio("cost_per_job", cost, started);
        }
    }

    // Users are the units of a fairness index, so they are what is resampled.
    private void AddFairness(ArmDifferences differences, PairedJobs pairs, RunMetrics metrics)
    {
        (double[] first, double[] second) = _users.Means(pairs.BoundedSlowdown());
        differences.AddIndex("jain_of_user_slowdown", first, second, Inequality.Jain);
        differences.AddWithoutInterval(
            "small_users_wait_ratio", _baselineMetrics, metrics, "no interval: not a mean over jobs or users");
    }
}
