using System.Collections.Immutable;
using ClusterSim.Impact.Carbon;
using ClusterSim.Impact.Cost;
using ClusterSim.Impact.Quality;
using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>
/// An experiment: the axes whose every combination is one scenario, and what all scenarios share. Read from YAML by
/// <see cref="Load"/> or put together in code.
/// </summary>
public sealed record ExperimentSpec
{
    /// <summary>Short name.</summary>
    /// <value>Default <c>experiment</c>; a file's default is the name of its folder.</value>
    public string Name { get; init; } = "experiment";

    /// <summary>The question that the experiment answers, for the report.</summary>
    /// <value>Default empty.</value>
    public string Question { get; init; } = "";

    /// <summary>The traces; at least one.</summary>
    public required ImmutableArray<TraceChoice> Traces { get; init; }

    /// <summary>The platforms; at least one.</summary>
    public required ImmutableArray<PlatformChoice> Platforms { get; init; }

    /// <summary>The policies; at least one.</summary>
    public required ImmutableArray<PolicyChoice> Policies { get; init; }

    /// <summary>The sets of simulation options; at least one.</summary>
    /// <value>Default: one set with all defaults.</value>
    public ImmutableArray<OptionChoice> Options { get; init; } = [new OptionChoice()];

    /// <summary>The seeds; at least one.</summary>
    /// <value>Default: 1.</value>
    public ImmutableArray<long> Seeds { get; init; } = [1];

    /// <summary>Name of the policy choice that the others are compared with.</summary>
    /// <value>Default empty: the first.</value>
    public string Baseline { get; init; } = "";

    /// <summary>Rule files or folders that watch every run.</summary>
    /// <value>Default empty: nothing is detected.</value>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Names of statistical detectors that watch every run.</summary>
    /// <value>Default empty; <see cref="Behavior.Detectors.DetectorCatalog"/> has them.</value>
    public ImmutableArray<string> Detectors { get; init; } = [];

    /// <summary>
    /// Which rule is meant to find which injected behaviours. With it, the detections of the runs under the baseline
    /// are scored against the labels of the generated traces.
    /// </summary>
    /// <value>Default empty: nothing is scored.</value>
    public ImmutableArray<RuleResponsibility> Responsible { get; init; } = [];

    /// <summary>Share of the submission period at its beginning whose jobs are simulated but not measured.</summary>
    /// <value>0 to 1 exclusive, together with <see cref="CoolDownShare"/> below 1; default 0.</value>
    public double WarmUpShare { get; init; }

    /// <summary>Share of the submission period at its end whose jobs are simulated but not measured.</summary>
    /// <value>0 to 1 exclusive; default 0.</value>
    public double CoolDownShare { get; init; }

    /// <summary>
    /// Length of time after the first submission whose jobs are simulated but not measured; with a share, the later of
    /// the two counts.
    /// </summary>
    /// <value>Zero or more; default zero.</value>
    public TimeSpan WarmUp { get; init; }

    /// <summary>The same before the last submission.</summary>
    /// <value>Zero or more; default zero.</value>
    public TimeSpan CoolDown { get; init; }

    /// <summary>A list of prices; without one the prices of the platform count.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public PriceBook? Prices { get; init; }

    /// <summary>How embodied carbon is shared out.</summary>
    /// <value>Default: published estimates, four years.</value>
    public CarbonOptions Embodied { get; init; } = new();

    /// <summary>What each scenario writes besides <c>jobs.csv</c> and <c>summary.json</c>.</summary>
    /// <value>Default all.</value>
    public ScenarioOutputs Outputs { get; init; } = ScenarioOutputs.All;

    /// <summary>The forms of the tables that each scenario writes.</summary>
    /// <value>Default: CSV, and the jobs in Parquet, too.</value>
    public ResultTables Tables { get; init; } = ResultTables.Standard;

    /// <summary>The experiment file, for the places of problems; empty when there is none.</summary>
    internal string File { get; init; } = "";

    /// <summary>The policy choice that the others are compared with.</summary>
    public PolicyChoice BaselinePolicy =>
        Policies.FirstOrDefault(policy => policy.Name == Baseline) ?? Policies[0];

    /// <summary>Reads and checks an experiment file. Paths in it are relative to its folder.</summary>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="ExperimentException">
    /// The file cannot be read, or something in it is wrong; carries all problems.
    /// </exception>
    public static ExperimentSpec Load(string path) => SpecFile.Load(path);

    /// <summary>Reads and checks an experiment from text.</summary>
    /// <param name="yaml">The YAML text.</param>
    /// <param name="path">
    /// Where it would stand: named in problems, and its folder is where relative paths start.
    /// </param>
    /// <exception cref="ExperimentException">Something is wrong; carries all problems.</exception>
    public static ExperimentSpec Parse(string yaml, string path) => SpecFile.Parse(yaml, path);

    /// <summary>The same experiment with running jobs sampled at an interval in every run.</summary>
    /// <param name="interval">Length of time with its unit, greater than 0, e.g. <c>30 s</c>.</param>
    /// <exception cref="ExperimentException">It is no such length.</exception>
    public ExperimentSpec SampledEvery(string interval) =>
        DurationText.TryParse(interval, out TimeSpan length) && length > TimeSpan.Zero
            ? this with { Options = [.. Options.Select(choice => choice with { SamplingInterval = length })] }
            : throw new ExperimentException(
                $"found a sampling interval of '{interval}', expected a length of time greater than 0 with its unit, "
                + "e.g. '30 s' or '5 min'");

    /// <summary>Everything that is wrong with the experiment as it stands; empty when it can be run.</summary>
    public ImmutableArray<ExperimentProblem> Problems() => SpecRules.Problems(this);

    /// <summary>
    /// All scenarios: each combination of the axes once, policies varying fastest, then seeds, options, platforms and
    /// traces.
    /// </summary>
    public ImmutableArray<Scenario> Expand() => Expansion.Of(this);
}
