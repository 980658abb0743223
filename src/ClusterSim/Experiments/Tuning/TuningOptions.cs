using System.Collections.Immutable;

namespace ClusterSim.Experiments.Tuning;

/// <summary>What is tuned for, and on which part of a trace.</summary>
public sealed record TuningOptions
{
    /// <summary>Name of the metric that is to be small (or great, where more is better), on the mean of the training
    /// windows.</summary>
    /// <value>Default <c>mean_bounded_slowdown</c>.</value>
    public string Metric { get; init; } = "mean_bounded_slowdown";

    /// <summary>Bounds that must be kept in every training window.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<TuningConstraint> Constraints { get; init; } = [];

    /// <summary>Windows into which the trace is cut.</summary>
    /// <value>2 or more; default 20.</value>
    public int Windows { get; init; } = 20;

    /// <summary>Share of the windows, from the first on, that are for training.</summary>
    /// <value>Between 0 and 1; default 0.5.</value>
    public double TrainingShare { get; init; } = 0.5;

    /// <summary>How much worse a policy may be and still count as not inferior, as a share.</summary>
    /// <value>0 or more; default 0.05.</value>
    public double Margin { get; init; } = 0.05;
}
