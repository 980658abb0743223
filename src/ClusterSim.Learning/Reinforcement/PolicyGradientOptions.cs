using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>Options of <see cref="PolicyGradient"/>.</summary>
public sealed record PolicyGradientOptions
{
    /// <summary>Updates; each runs one window several times.</summary>
    /// <value>0 or more; default 60.</value>
    public int Iterations { get; init; } = 60;

    /// <summary>Runs of a window for an update, with different draws.</summary>
    /// <value>2 or more; default 8.</value>
    public int Rollouts { get; init; } = 8;

    /// <summary>Steps of Adam on the runs of an update.</summary>
    /// <value>1 or more; default 3 (RLScheduler: up to 80 on 100 runs).</value>
    public int Epochs { get; init; } = 3;

    /// <summary>Rate of Adam.</summary>
    /// <value>Positive; default 1e-3 (RLScheduler: 3e-4).</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How far the probability of a choice may move in an update before it no longer counts.</summary>
    /// <value>Positive; default 0.2 (Schulman et al. 2017; RLScheduler).</value>
    public double ClipRatio { get; init; } = 0.2;

    /// <summary>The network is kept when it is the best so far on all windows; that is looked at so often.</summary>
    /// <value>1 or more iterations; default 10.</value>
    public int CheckEvery { get; init; } = 10;

    /// <summary>How fast the multiplier of a constraint grows with what runs break it by.</summary>
    /// <value>Positive; default 10 (for each update of a window, and each unit of excess).</value>
    public double MultiplierRate { get; init; } = 10;

    /// <summary>An order that the network first learns to imitate.</summary>
    /// <value>Default F1 (Carastan-Santos and de Camargo, SC 2017); <c>null</c>: it begins with random weights.</value>
    public IJobOrder? Teacher { get; init; } = CarastanSantosOrder.F1;

    /// <summary>Seed of the first weights and of all draws.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;
}
