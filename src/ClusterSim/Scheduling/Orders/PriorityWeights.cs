using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The weights of <see cref="WeightedOrder"/>. A positive weight lets jobs with a small term go first, a negative one
/// those with a great term, and 0 leaves the term out.
/// </summary>
/// <param name="Walltime">Of log10 of the requested walltime in seconds; one below 0.1 s counts as 0.1 s.</param>
/// <param name="Processors">Of the processors asked for, as a share of the platform's (0 to 1).</param>
/// <param name="Wait">Of the time since submission, in hours.</param>
/// <param name="Power">
/// Of the power that the GPUs asked for draw at full load, as a share of that of all GPUs of the platform (0 to 1).
/// </param>
/// <param name="UserDeficit">
/// Of an equal share among users (1 over their number) less the user's share of the decayed usage (-1 to 1).
/// </param>
public sealed record PriorityWeights(
    double Walltime = 1, double Processors = 0, double Wait = 0, double Power = 0, double UserDeficit = 0)
{
    /// <summary>Names of the weights as policy options, in the order of <see cref="Values"/>: w1 to w5.</summary>
    public static ImmutableArray<string> Names { get; } = ["w1", "w2", "w3", "w4", "w5"];

    /// <summary>The weights in the order of <see cref="Names"/>.</summary>
    public ImmutableArray<double> Values => [Walltime, Processors, Wait, Power, UserDeficit];

    /// <summary>Weights from as many numbers as there are <see cref="Names"/>.</summary>
    /// <param name="values">The numbers.</param>
    /// <exception cref="ArgumentException">There are not as many, or one is not finite.</exception>
    public static PriorityWeights Of(ImmutableArray<double> values) =>
        values.Length == Names.Length && values.All(double.IsFinite)
            ? new(values[0], values[1], values[2], values[3], values[4])
            : throw new ArgumentException($"Found {values.Length} weights, expected {Names.Length} finite ones.");
}
