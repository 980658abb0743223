using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Collects the differences of one arm, each with its interval.</summary>
internal sealed class ArmDifferences(ComparisonOptions options, UserIndex users, string arm)
{
    private static readonly double[] SpreadProbabilities = [0.99, 0.95, 0.5];

    private readonly Dictionary<string, Difference> _differences = new(StringComparer.Ordinal);

    /// <summary>Everything so far, in the order of the catalogue.</summary>
    public ImmutableArray<Difference> InOrder() =>
    [
        .. MetricCatalog.All.Where(metric => _differences.ContainsKey(metric.Name))
            .Select(metric => _differences[metric.Name]),
    ];

    /// <summary>Mean, median, p95 and p99 of a quantity.</summary>
    public void AddSpread(string quantity, PairedSample sample)
    {
        string end = quantity == "bounded_slowdown" ? "" : "_seconds";
        BlockPlan plan = Plan(sample);
        AddRatio($"mean_{quantity}{end}", sample, Ones(sample), plan);
        if (sample.Jobs.Length == 0)
        {
            return;
        }

        (double First, double Second)[] estimates = Estimates(sample);
        PairedInterval[]? intervals = plan.Blocks < BlockPlan.MinBlocks
            ? null
            : Bootstrap(plan, quantity)
                .QuantilesDescending(sample.First, sample.Second, SpreadProbabilities, estimates);
        for (int i = 0; i < SpreadProbabilities.Length; i++)
        {
            string name = Text($"p{SpreadProbabilities[i] * 100:0}_{quantity}{end}");
            Add(name, estimates[i].First, estimates[i].Second, intervals?[i], plan, sample.Jobs.Length);
        }
    }

    /// <summary>Mean of a quantity.</summary>
    public void AddMean(string metric, PairedSample sample) => AddRatio(metric, sample, Ones(sample), Plan(sample));

    /// <summary>Sum of a quantity over jobs that are the same in both runs.</summary>
    public void AddTotal(string metric, PairedSample sample)
    {
        AddMean(metric, sample);
        Difference mean = _differences[metric];
        double jobs = sample.Jobs.Length;
        _differences[metric] = mean with
        {
            Baseline = mean.Baseline * jobs,
            Value = mean.Value * jobs,
            ChangeInterval = mean.ChangeInterval is { } change
                ? new ConfidenceInterval(change.Estimate * jobs, change.Low * jobs, change.High * jobs)
                : null,
        };
    }

    /// <summary>Sum of one quantity over the sum of another.</summary>
    public void AddRatio(string metric, PairedSample numerator, PairedSample denominator) =>
        AddRatio(metric, numerator, denominator, Plan(numerator));

    private void AddRatio(string metric, PairedSample numerator, PairedSample denominator, BlockPlan plan)
    {
        double below1 = denominator.First.Sum(), below2 = denominator.Second.Sum();
        if (below1 <= 0 || below2 <= 0)
        {
            return;
        }

        PairedInterval? interval = plan.Blocks < BlockPlan.MinBlocks
            ? null
            : Bootstrap(plan, metric).RatioOfSums(
                numerator.First, denominator.First, numerator.Second, denominator.Second);
        double first = CompensatedSum.Of(numerator.First) / below1;
        double second = CompensatedSum.Of(numerator.Second) / below2;
        Add(metric, first, second, interval, plan, numerator.Jobs.Length);
    }

    /// <summary>An index over users.</summary>
    public void AddIndex(string metric, double[] first, double[] second, Statistic index)
    {
        if (first.Length < 2)
        {
            return;
        }

        bool enough = first.Length >= BlockPlan.MinBlocks;
        _differences[metric] = new Difference
        {
            Metric = MetricCatalog.Get(metric),
            Baseline = index(first),
            Value = index(second),
            ChangeInterval = enough
                ? Statistics.Bootstrap.PairedDifference(first, second, index, Stream(metric), options.Bootstrap)
                : null,
            Basis = enough ? Text($"{first.Length} users") : Text($"no interval: only {first.Length} users"),
        };
    }

    /// <summary>A metric that one run has one value of.</summary>
    public void AddWithoutInterval(string metric, RunMetrics baseline, RunMetrics other, string reason)
    {
        double? first = MetricCatalog.ValueOf(baseline, metric), second = MetricCatalog.ValueOf(other, metric);
        if (first is not null || second is not null)
        {
            _differences[metric] = new Difference
            {
                Metric = MetricCatalog.Get(metric),
                Baseline = first,
                Value = second,
                Basis = reason,
            };
        }
    }

    private void Add(
        string metric, double? first, double? second, PairedInterval? interval, BlockPlan plan, int jobs) =>
        _differences[metric] = new Difference
        {
            Metric = MetricCatalog.Get(metric),
            Baseline = first,
            Value = second,
            ChangeInterval = interval?.Difference,
            RatioInterval = interval?.Ratio,
            Basis = interval is not null ? Describe(plan, jobs)
                : plan.Blocks < BlockPlan.MinBlocks ? Text($"no interval: only {jobs} paired jobs")
                : "no interval: some resamples leave nothing to divide by",
        };

    private string Describe(BlockPlan plan, int jobs) => options.Unit == ResamplingUnit.Users
        ? Text($"{jobs} paired jobs of {plan.Cells} users")
        : Text($"{jobs} paired jobs in blocks of {Math.Max(1, (double)jobs / plan.Cells * plan.BlockLength):0}");

    private BlockPlan Plan(PairedSample sample) => options.Unit == ResamplingUnit.Users
        ? BlockPlan.OfGroups(users.Groups(sample.Jobs))
        : BlockPlan.OfOrder(sample.Differences());

    private BlockBootstrap Bootstrap(BlockPlan plan, string what) =>
        new(plan, options.Bootstrap, options.Seed, StreamName(what));

    private RandomStream Stream(string what) => new(options.Seed, StreamName(what));

    // The same numbers for an arm whatever else it is compared beside.
    private string StreamName(string what) => $"bootstrap/{what}/{arm}";

    private static (double First, double Second)[] Estimates(PairedSample sample)
    {
        double[] first = [.. sample.First], second = [.. sample.Second];
        Array.Sort(first);
        Array.Sort(second);
        return [.. SpreadProbabilities.Select(p => (Quantiles.OfSorted(first, p), Quantiles.OfSorted(second, p)))];
    }

    private static PairedSample Ones(PairedSample sample)
    {
        double[] ones = new double[sample.Jobs.Length];
        Array.Fill(ones, 1);
        return new PairedSample(sample.Jobs, ones, ones);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
