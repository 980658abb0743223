using ClusterSim.Workloads.Injection;

namespace ClusterSim.Workloads;

/// <summary>
/// Everything that shapes a generated workload. The same options give the same jobs; a change of one group of options
/// leaves the random draws of the others alone, because each has a stream of its own.
/// </summary>
public sealed record GeneratorOptions
{
    /// <summary>Short name of the workload.</summary>
    /// <value>Default <c>synthetic</c>.</value>
    public string Name { get; init; } = "synthetic";

    /// <summary>Seed of all random streams.</summary>
    /// <value>Any; default 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Number of jobs.</summary>
    /// <value>0 to 100,000,000; default 1,000.</value>
    public int Jobs { get; init; } = 1000;

    /// <summary>When jobs are submitted.</summary>
    public ArrivalOptions Arrivals { get; init; } = new();

    /// <summary>How long they run and how they end.</summary>
    public RunTimeOptions RunTimes { get; init; } = new();

    /// <summary>What they ask for.</summary>
    public SizeOptions Sizes { get; init; } = new();

    /// <summary>Who submits them and what they run.</summary>
    public UserOptions Users { get; init; } = new();

    /// <summary>What users say about their run times.</summary>
    public WalltimeOptions Walltimes { get; init; } = new();

    /// <summary>
    /// The model of Lublin and Feitelson in the place of <see cref="Arrivals"/>, <see cref="RunTimes"/>,
    /// <see cref="Sizes"/> and <see cref="Behaviors"/>, which must then keep their defaults.
    /// </summary>
    /// <value>Default <c>null</c>: not used.</value>
    public LublinOptions? Lublin { get; init; }

    /// <summary>How they use their GPUs, and what is wrong with some.</summary>
    public BehaviorOptions Behaviors { get; init; } = new();

    /// <summary>
    /// Behaviours at known places, with intervals and with all metrics, in the place of <see cref="Behaviors"/>, which
    /// must then keep its defaults.
    /// </summary>
    /// <value>Default <c>null</c>: not used.</value>
    public InjectionOptions? Injection { get; init; }
}
