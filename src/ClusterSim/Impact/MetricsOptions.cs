using System.Collections.Immutable;
using ClusterSim.Impact.Carbon;
using ClusterSim.Impact.Cost;

namespace ClusterSim.Impact;

/// <summary>What the metrics of a run depend on besides the run. Recorded with them.</summary>
public sealed record MetricsOptions
{
    private const double MaxSeconds = 1e11;

    /// <summary>
    /// Run times below this count as this long in the bounded slowdown, so that jobs of a second do not rule the mean.
    /// </summary>
    /// <value>Positive; default 10 s (Feitelson and Rudolph, JSSPP 1998).</value>
    public double BoundedSlowdownTauSeconds { get; init; } = 10;

    /// <summary>
    /// Share of the submission period at its beginning whose jobs are left out: the cluster is still filling.
    /// </summary>
    /// <value>0 to 1 exclusive, together with <see cref="CoolDownShare"/> below 1; default 0.</value>
    public double WarmUpShare { get; init; }

    /// <summary>
    /// Share of the submission period at its end whose jobs are left out: the load behind them is missing.
    /// </summary>
    /// <value>0 to 1 exclusive; default 0.</value>
    public double CoolDownShare { get; init; }

    /// <summary>
    /// The same as a length of time after the first submission; with a share, the later of the two counts.
    /// </summary>
    /// <value>0 or more; default 0.</value>
    public double WarmUpSeconds { get; init; }

    /// <summary>
    /// The same as a length of time before the last submission; with a share, the earlier of the two counts.
    /// </summary>
    /// <value>0 or more; default 0.</value>
    public double CoolDownSeconds { get; init; }

    /// <summary>Users and applications with a class of their own; the rest share the class <c>others</c>.</summary>
    /// <value>0 or more; default 10, by demand.</value>
    public int TopClasses { get; init; } = 10;

    /// <summary>Prices of a GPU hour by name of the model; they win over the prices of the platform.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, double> PricesPerGpuHour { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Price of a core hour, in the same currency.</summary>
    /// <value>
    /// Default <c>null</c>: on a platform with GPUs the CPU is included in the GPUs' price; on one without, cost is
    /// unknown.
    /// </value>
    public double? PricePerCoreHour { get; init; }

    /// <summary>
    /// A list of prices; <see cref="PricesPerGpuHour"/> and <see cref="PricePerCoreHour"/> win over it.
    /// </summary>
    /// <value>Default <c>null</c>: the prices of the platform.</value>
    public PriceBook? Prices { get; init; }

    /// <summary>How embodied carbon is shared out.</summary>
    /// <value>Default: as <see cref="CarbonOptions"/> says.</value>
    public CarbonOptions Carbon { get; init; } = new();

    internal MetricsOptions Checked()
    {
        double tau = BoundedSlowdownTauSeconds;
        Require(tau > 0, nameof(BoundedSlowdownTauSeconds), tau, "more than 0");
        Require(WarmUpShare is >= 0 and < 1, nameof(WarmUpShare), WarmUpShare, "0 to below 1");
        Require(CoolDownShare is >= 0 and < 1, nameof(CoolDownShare), CoolDownShare, "0 to below 1");
        bool anyLeft = WarmUpShare + CoolDownShare < 1;
        Require(anyLeft, nameof(CoolDownShare), CoolDownShare, "less than 1 together with the warm-up");
        Require(WarmUpSeconds is >= 0 and < MaxSeconds, nameof(WarmUpSeconds), WarmUpSeconds, "0 to below 1e11");
        Require(CoolDownSeconds is >= 0 and < MaxSeconds, nameof(CoolDownSeconds), CoolDownSeconds, "0 to below 1e11");
        Require(TopClasses >= 0, nameof(TopClasses), TopClasses, "0 or more");
        Require(Carbon.LifetimeHours > 0, nameof(Carbon), Carbon.LifetimeHours, "a lifetime of more than 0 h");
        Require(Carbon.LongLifetimeHours > 0, nameof(Carbon), Carbon.LongLifetimeHours, "a lifetime of more than 0 h");
        Require(PricePerCoreHour is null or >= 0, nameof(PricePerCoreHour), PricePerCoreHour, "0 or more");
        foreach ((string model, double price) in PricesPerGpuHour)
        {
            Require(price >= 0, $"{nameof(PricesPerGpuHour)}[{model}]", price, "0 or more");
        }

        return this;
    }

    private static void Require(bool holds, string name, object? found, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, found, $"Expected {expected}.");
        }
    }
}
