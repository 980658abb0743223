using System.Collections.Immutable;
using ClusterSim.Impact.Cost;

namespace ClusterSim.Experiments;

/// <summary>
/// An experiment said in a line: one trace, one platform, one or more policies. The first policy is the baseline.
/// </summary>
public sealed record QuickExperiment
{
    /// <summary>The trace file, with or without extension.</summary>
    public required string Trace { get; init; }

    /// <summary>Name of the trace format.</summary>
    /// <value>Default <c>null</c>: recognised from the content.</value>
    public string? Format { get; init; }

    /// <summary>A platform file or shorthand.</summary>
    public required string Platform { get; init; }

    /// <summary>Names of policies; at least one.</summary>
    public required ImmutableArray<string> Policies { get; init; }

    /// <summary>
    /// Policy options as <c>key=value</c> for every policy that has the option, or <c>policy.key=value</c> for one.
    /// </summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>The seed.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Rule files or folders.</summary>
    /// <value>Default empty: nothing is detected.</value>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Names of detectors that watch the runs.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Detectors { get; init; } = [];

    /// <summary>Estimates as <c>user</c>, <c>exact</c>, or either with a factor (<c>exact:2</c>).</summary>
    /// <value>Default <c>null</c>: what the trace offers.</value>
    public string? Estimates { get; init; }

    /// <summary>Filters that the workload goes through, in order; see <see cref="WorkloadFilter"/>.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>
    /// Share of the submission period (<c>10%</c>) or length of time (<c>2d</c>) at its beginning whose jobs are
    /// simulated but not measured.
    /// </summary>
    /// <value>Default <c>null</c>: none.</value>
    public string? WarmUp { get; init; }

    /// <summary>The same at its end.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public string? CoolDown { get; init; }

    /// <summary>
    /// Simulation options as <c>key=value</c>, with the keys of an experiment file's <c>options</c> and a dot between
    /// levels, e.g. <c>overheads.start_up=1 s</c>.
    /// </summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>A price list: a file, or the name of one that comes with ClusterSim.</summary>
    /// <value>Default <c>null</c>: the prices of the platform.</value>
    public string? Prices { get; init; }

    /// <summary>The experiment.</summary>
    /// <exception cref="ExperimentException">Something is wrong; carries all problems.</exception>
    public ExperimentSpec ToSpec()
    {
        List<ExperimentProblem> problems = [];
        EstimateChoice? estimates = Estimates is null ? new EstimateChoice(null, 1) : EstimateText.Parse(Estimates);
        if (estimates is null)
        {
            problems.Add(Problem("--estimates", $"found '{Estimates}', expected {EstimateText.Expected}"));
        }

        var warmUp = Trim("--warm-up", WarmUp, problems);
        var coolDown = Trim("--cool-down", CoolDown, problems);
        ExperimentSpec spec = new()
        {
            Name = ChoiceName.OfFile(Trace),
            Traces =
            [
                new TraceChoice { Name = ChoiceName.OfFile(Trace), Path = Trace, Format = Format, Filters = Filters },
            ],
            Platforms = [new PlatformChoice(ChoiceName.OfFile(Platform), Platform)],
            Policies = PolicySettings.Distribute(Policies, Settings, problems),
            Options =
            [
                OptionSettings.Read(
                    Options, new OptionChoice { Estimates = estimates ?? new EstimateChoice(null, 1) }, problems),
            ],
            Seeds = [Seed],
            Rules = Rules,
            Detectors = Detectors,
            Prices = Prices is null ? null : PricesOf(Prices, problems),
            WarmUpShare = warmUp.Share,
            WarmUp = warmUp.Length,
            CoolDownShare = coolDown.Share,
            CoolDown = coolDown.Length,
        };
        problems.AddRange(spec.Problems().Select(problem => problem with
        {
            Path = OptionOf(problem.Path),
            Message = problem.Message.Replace(
                "expected different names; set 'name:'", "expected it once", StringComparison.Ordinal),
        }));
        return problems.Count == 0 ? spec : throw new ExperimentException([.. problems]);
    }

    private static PriceBook? PricesOf(string named, List<ExperimentProblem> problems)
    {
        string path = ShippedFiles.Prices.PathOf(named, named);
        if (File.Exists(path))
        {
            return PriceReader.Load(path, problems.Add);
        }

        problems.Add(Problem("--prices", PriceReader.Missing(named)));
        return null;
    }

    private static (double Share, TimeSpan Length) Trim(
        string option, string? text, List<ExperimentProblem> problems)
    {
        var trim = text is null ? (0, TimeSpan.Zero) : TrimText.Parse(text);
        if (trim is null)
        {
            problems.Add(Problem(option, $"found '{text}', expected {TrimText.Expected}"));
        }

        return trim ?? default;
    }

    // Who typed options on a command line should read about those and not about axes.
    private static string OptionOf(string path) => path.Split('[', '.')[0] switch
    {
        "traces" when path.Contains(".filter", StringComparison.Ordinal) => "--filter",
        "cool_down" => "--cool-down",
        "traces" => path.EndsWith(".format", StringComparison.Ordinal) ? "--format" : "--trace",
        "platforms" => "--platform",
        "policies" => path.Contains(".set", StringComparison.Ordinal)
            ? "--set " + path[(path.IndexOf(".set", StringComparison.Ordinal) + 4)..].TrimStart('.')
            : "--policy",
        "rules" => "--rules",
        "detectors" => "--detectors",
        _ => path,
    };

    internal static ExperimentProblem Problem(string option, string message) => new("", 0, 0, option, message);
}
