using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Tuning;

/// <summary>The runs of a tuning: policies on windows of one trace, and what they cost.</summary>
public sealed class TuningStudy
{
    private readonly SimulationOptions _simulation;
    private readonly MetricsOptions _metrics;
    private readonly string _inputs;

    private TuningStudy(
        Platform platform, WindowSplit windows, SimulationOptions simulation, TuningOptions options,
        MetricsOptions metrics, string inputs = "")
    {
        (Platform, Windows, _simulation, Options) = (platform, windows, simulation, options);
        (_metrics, _inputs) = (metrics, inputs);
    }

    /// <summary>The cluster.</summary>
    public Platform Platform { get; }

    /// <summary>The windows.</summary>
    public WindowSplit Windows { get; }

    /// <summary>What is tuned for.</summary>
    public TuningOptions Options { get; }

    /// <summary>Whether jobs differ in power per GPU, as far as the platform tells it.</summary>
    public bool JobsDifferInPower =>
        Platform.GpuModels.Select(model => model.MaxWatts ?? 0).Distinct().Count() > 1
        && TrainingJobs.Any(job => !job.Request.GpuModels.IsEmpty);

    /// <summary>Whether the training jobs are of several users.</summary>
    public bool HasSeveralUsers => TrainingJobs.Select(job => job.Request.User).Distinct().Skip(1).Any();

    /// <summary>All that the outcome of a trial depends on, as one line.</summary>
    public string Setting => string.Create(
        CultureInfo.InvariantCulture,
        $"metric {Options.Metric}; constraints [{string.Join(", ", Options.Constraints)}]; windows {Options.Windows}; "
            + $"training {Options.TrainingShare}; jobs {TrainingJobCount}; trace "
            + $"{Windows.Training[0].Workload.Source.Checksum}; platform {Platform.Name} {Platform.Checksum}; "
            + $"run seed {_simulation.Seed}{_inputs}");

    /// <summary>Jobs of the training windows together: what one trial simulates.</summary>
    public int TrainingJobCount => Windows.Training.Sum(window => window.Workload.Jobs.Length);

    private IEnumerable<Job> TrainingJobs => Windows.Training.SelectMany(window => window.Workload.Jobs);

    /// <summary>Reads what an experiment names. Every policy sees the same walltimes.</summary>
    /// <param name="spec">An experiment with one trace, platform, set of options and seed; its policies do not
    /// count.</param>
    /// <param name="options">What is tuned for.</param>
    /// <exception cref="ExperimentException">The experiment has more, or cannot be run.</exception>
    public static TuningStudy Load(ExperimentSpec spec, TuningOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);
        TuningMetric.Require(options.Metric);
        if (spec.Traces.Length != 1 || spec.Platforms.Length != 1 || spec.Options.Length != 1 || spec.Seeds.Length != 1)
        {
            throw new ExperimentException(
                "found more than one trace, platform, set of options or seed, expected one of each");
        }

        Scenario scenario = spec.Expand()[0] with { Policy = new PolicyChoice { Name = "sjf", Policy = "sjf" } };
        InputShelf shelf = new(spec);
        (Workload workload, _) = Estimates.Apply(shelf.WorkloadOf(scenario), scenario);
        WindowSplit windows = WindowSplit.Of(workload, options.Windows, options.TrainingShare);
        return new TuningStudy(
            shelf.PlatformOf(scenario), windows, ScenarioRun.OptionsOf(spec, shelf, scenario), options,
            new MetricsOptions { Prices = spec.Prices, Carbon = spec.Embodied },
            Further(spec.Traces[0], shelf.Contents(scenario)));
    }

    // Nothing where there is no more than a trace file, so that a search from before there was more goes on.
    private static string Further(TraceChoice trace, ScenarioInputs inputs)
    {
        string generated = trace.IsGenerated
            ? $"; {inputs.Trace} {string.Join(", ", trace.Set.Select(option => $"{option.Key}={option.Value}"))}"
            : "";
        return (inputs.Signals + inputs.Prices).Length > 0
            ? $"{generated}; signals {inputs.Signals}; prices {inputs.Prices}"
            : generated;
    }

    /// <summary>The study of a workload that is in memory.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="platform">The cluster.</param>
    /// <param name="options">What is tuned for.</param>
    /// <param name="seed">Seed of every run.</param>
    /// <exception cref="ExperimentException">The workload cannot be cut into the windows.</exception>
    public static TuningStudy Of(Workload workload, Platform platform, TuningOptions options, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(options);
        TuningMetric.Require(options.Metric);
        WindowSplit windows = WindowSplit.Of(workload, options.Windows, options.TrainingShare);
        return new TuningStudy(
            platform, windows, new SimulationOptions { Seed = seed }, options, new MetricsOptions());
    }

    /// <summary>Runs a policy on a window.</summary>
    /// <param name="policy">The policy, fresh or used before.</param>
    /// <param name="window">The window.</param>
    public RunMetrics Run(ISchedulingPolicy policy, TuningWindow window)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(window);
        // What the cluster draws before the window is no policy's doing.
        SimulationOptions options = _simulation.Power is { } power
            ? _simulation with { Power = power with { From = window.From } }
            : _simulation;
        RunResult run = Simulation.Run(window.Workload, Platform, policy, options);
        return RunMetrics.Of(run, _metrics);
    }

    /// <summary>The runs of a policy on some windows.</summary>
    internal ImmutableArray<RunMetrics> Runs(PolicyChoice policy, ImmutableArray<TuningWindow> windows) =>
        [.. windows.Select(window => Run(PolicyMaker.Make(policy), window))];

    /// <summary>The tuned metric of a policy in each of some windows.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="windows">The windows.</param>
    /// <exception cref="ExperimentException">A window does not determine the metric.</exception>
    public ImmutableArray<double> Values(PolicyChoice policy, ImmutableArray<TuningWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            .. windows.Select(window => TuningMetric.ValueOf(Run(PolicyMaker.Make(policy), window), Options.Metric)),
        ];
    }

    /// <summary>What a policy comes to on the training windows.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ExperimentException">A window does not determine a metric.</exception>
    public TrainingScore Train(PolicyChoice policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Score(() => PolicyMaker.Make(policy), Windows.Training);
    }

    /// <summary>What a policy comes to on some windows: the mean of the metric, the worst of each constraint.</summary>
    /// <param name="make">Makes the policy, once for each window.</param>
    /// <param name="windows">The windows.</param>
    /// <exception cref="ExperimentException">A window does not determine a metric.</exception>
    public TrainingScore Score(Func<ISchedulingPolicy> make, ImmutableArray<TuningWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(make);
        RunMetrics[] runs = [.. windows.Select(window => Run(make(), window))];
        double mean = runs.Average(run => TuningMetric.ValueOf(run, Options.Metric));
        return new TrainingScore(
            mean, Small(mean),
            [
                .. Options.Constraints.Select(constraint =>
                    runs.Max(run => constraint.Excess(TuningMetric.ValueOf(run, constraint.Metric)))),
            ]);
    }

    private double Small(double value) =>
        TuningMetric.Require(Options.Metric).Better == MetricDirection.More ? -value
        : value > 0 ? Math.Log(value)
        : value;
}
