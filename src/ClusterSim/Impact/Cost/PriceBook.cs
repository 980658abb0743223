using System.Collections.Immutable;

namespace ClusterSim.Impact.Cost;

/// <summary>
/// A list of prices: what GPU hours and core hours cost, and what is paid for used or not. <c>docs/cost.md</c> has its
/// form as a file.
/// </summary>
public sealed record PriceBook
{
    internal static readonly ImmutableSortedDictionary<string, GpuPrice> Empty =
        ImmutableSortedDictionary.Create<string, GpuPrice>(StringComparer.Ordinal);

    internal static readonly ImmutableSortedDictionary<string, int> NoReserved =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Short name.</summary>
    /// <value>Default <c>prices</c>.</value>
    public string Name { get; init; } = "prices";

    /// <summary>Currency, e.g. <c>USD</c>.</summary>
    /// <value>Default empty: not told.</value>
    public string Currency { get; init; } = "";

    /// <summary>Where the prices come from.</summary>
    /// <value>Default empty.</value>
    public string Source { get; init; } = "";

    /// <summary>Prices of a GPU hour by model; they win over the prices of the platform.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, GpuPrice> GpuHour { get; init; } = Empty;

    /// <summary>Price of a core hour.</summary>
    /// <value>Default <c>null</c>: included in the price of the GPUs.</value>
    public double? CoreHour { get; init; }

    /// <summary>GPUs by model that are reserved: paid for from the first submission to the end of the run.</summary>
    /// <value>Default empty: everything is on demand.</value>
    public ImmutableSortedDictionary<string, int> Reserved { get; init; } = NoReserved;

    /// <summary>Queues whose jobs pay the spot price where there is one.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> SpotQueues { get; init => field = value.IsDefault ? [] : value; } = [];
}
