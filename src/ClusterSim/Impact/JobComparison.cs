using ClusterSim.Engine;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Compares single runs, job by job.</summary>
internal sealed class JobComparison(RunResult baseline, IReadOnlyList<RunResult> others, ComparisonOptions options)
{
    private const string OneRun = "no interval: one run has one value; compare several seeds";

    private readonly UserIndex _users = new(baseline.Workload);
    private readonly int[] _window = JobWindow.Of(baseline.Workload, options.Metrics).Jobs;
    private readonly RunMetrics _baselineMetrics = RunMetrics.Of(baseline, options.Metrics);
    private bool _runTimesDiffer;

    public Comparison Build()
    {
        string[] names = ArmNames.Of([baseline, .. others]);
        ComparisonArm[] arms = [.. others.Select((other, i) => Arm(other, names[i + 1]))];
        arms = RankTests.Correct(arms);
        for (int i = 0; i < arms.Length; i++)
        {
            var judged = arms[i].Differences.Select(difference => Judgement.Of(difference, arms[i].Tests, options));
            arms[i] = arms[i] with { Differences = [.. judged] };
            arms[i] = arms[i] with { Answer = new AnswerSentence(arms[i], names[0], options.Bootstrap.Level).Text() };
        }

        return new Comparison
        {
            Baseline = names[0],
            BaselineMetrics = [_baselineMetrics],
            Arms = [.. arms],
            Runs = 1,
            Options = options,
            Notes = ComparisonNotes.OfJobs(arms, _runTimesDiffer),
        };
    }

    private ComparisonArm Arm(RunResult other, string name)
    {
        PairedJobs pairs = new(baseline, other, _window, options.Metrics.BoundedSlowdownTauSeconds);
        RunMetrics metrics = RunMetrics.Of(other, options.Metrics);
        _runTimesDiffer |= pairs.RunTimesDiffer;
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
        PriceList baselinePrices = new(baseline.Platform, options.Metrics);
        PairedSample? cost = pairs.Cost(baselinePrices, new PriceList(other.Platform, options.Metrics));
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
