using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>
/// A small network that scores one job at a time, so that the order in which jobs are shown does not matter (the
/// kernel network of RLScheduler, Zhang et al., SC 2020): dense layers with rectified linear units between them, and
/// one number at the end.
/// </summary>
public sealed class KernelNetwork
{
    private const int MaxWidth = 256;

    private readonly double[] _weights;

    /// <summary>A network with given weights.</summary>
    /// <param name="widths">Width of each layer, from the features to the last, which is 1.</param>
    /// <param name="weights">
    /// For each layer, for each of its units, the weights of its inputs; behind them the biases of the layer.
    /// </param>
    /// <exception cref="ArgumentException">The numbers do not fit together.</exception>
    public KernelNetwork(ImmutableArray<int> widths, IReadOnlyCollection<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (widths.IsDefault || widths.Length < 2 || widths[^1] != 1 || widths.Any(width => width is < 1 or > MaxWidth))
        {
            throw new ArgumentException($"Found layers [{string.Join(", ", widths.IsDefault ? [] : widths)}], expected "
                + $"at least two of 1 to {MaxWidth} units, the last of 1.");
        }

        if (weights.Count != CountOf(widths) || weights.Any(weight => !double.IsFinite(weight)))
        {
            throw new ArgumentException($"Found {weights.Count} weights, expected {CountOf(widths)} finite ones.");
        }

        (Widths, _weights) = (widths, [.. weights]);
    }

    /// <summary>The layers of RLScheduler's kernel network: 8, 32, 16, 8 and 1 units.</summary>
    public static ImmutableArray<int> StandardWidths { get; } = [JobFeatures.Count, 32, 16, 8, 1];

    /// <summary>Width of each layer.</summary>
    public ImmutableArray<int> Widths { get; }

    /// <summary>All weights, in the order of the constructor.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Number of weights of a network with such layers.</summary>
    /// <param name="widths">Width of each layer.</param>
    public static int CountOf(ImmutableArray<int> widths) =>
        Enumerable.Range(1, widths.Length - 1).Sum(layer => (widths[layer - 1] + 1) * widths[layer]);

    /// <summary>A network that has learned nothing: weights drawn as He et al. (ICCV 2015), biases 0.</summary>
    /// <param name="widths">Width of each layer.</param>
    /// <param name="random">Where the weights come from.</param>
    public static KernelNetwork Untrained(ImmutableArray<int> widths, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        List<double> weights = [];
        for (int layer = 1; layer < widths.Length; layer++)
        {
            // Uniform with the variance 2 / inputs that keeps the signal through rectified units.
            double bound = Math.Sqrt(6.0 / widths[layer - 1]);
            weights.AddRange(Enumerable.Range(0, widths[layer - 1] * widths[layer])
                .Select(_ => bound * ((2 * random.NextDouble()) - 1)));
            weights.AddRange(Enumerable.Repeat(0.0, widths[layer]));
        }

        return new KernelNetwork(widths, weights);
    }

    /// <summary>The score of a job; the greatest goes first.</summary>
    /// <param name="features">Its features, as many as the first layer is wide.</param>
    public double Score(ReadOnlySpan<double> features)
    {
        Span<double> input = stackalloc double[MaxWidth], output = stackalloc double[MaxWidth];
        features.CopyTo(input);
        int at = 0;
        for (int layer = 1; layer < Widths.Length; layer++)
        {
            Forward(ref at, layer, input, output);
            Span<double> next = input;
            input = output;
            output = next;
        }

        return input[0];
    }

    /// <summary>Evaluates a layer, whose weights begin at a place that is moved behind them.</summary>
    private void Forward(ref int at, int layer, ReadOnlySpan<double> input, Span<double> output)
    {
        int inputs = Widths[layer - 1], units = Widths[layer];
        ReadOnlySpan<double> weights = _weights.AsSpan(at, (inputs + 1) * units);
        bool isLast = layer == Widths.Length - 1;
        for (int unit = 0; unit < units; unit++)
        {
            double sum = weights[(inputs * units) + unit];
            ReadOnlySpan<double> row = weights.Slice(unit * inputs, inputs);
            for (int i = 0; i < inputs; i++)
            {
                sum += row[i] * input[i];
            }

            output[unit] = isLast ? sum : Math.Max(sum, 0);
        }

        at += weights.Length;
    }
}
