using System.Collections.Immutable;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>
/// The derivative of a kernel network's scores with respect to its weights, by back-propagation. The weights are laid
/// out as <see cref="Scheduling.Choosing.KernelNetwork"/> says.
/// </summary>
internal sealed class NetworkGradient
{
    private readonly ImmutableArray<int> _widths;
    private readonly double[][] _outputs;
    private readonly double[][] _deltas;
    private readonly int[] _starts;

    public NetworkGradient(ImmutableArray<int> widths)
    {
        _widths = widths;
        _outputs = [.. widths.Select(width => new double[width])];
        _deltas = [.. widths.Select(width => new double[width])];
        _starts = new int[widths.Length];
        for (int layer = 1; layer < widths.Length; layer++)
        {
            _starts[layer] = layer == 1 ? 0 : _starts[layer - 1] + ((widths[layer - 2] + 1) * widths[layer - 1]);
        }
    }

    /// <summary>The score of a job; what <see cref="Add"/> needs of it is kept.</summary>
    public double Score(ReadOnlySpan<double> weights, ReadOnlySpan<double> features)
    {
        features.CopyTo(_outputs[0]);
        for (int layer = 1; layer < _widths.Length; layer++)
        {
            int inputs = _widths[layer - 1], units = _widths[layer];
            double[] input = _outputs[layer - 1];
            for (int unit = 0; unit < units; unit++)
            {
                double sum = weights[_starts[layer] + (inputs * units) + unit];
                ReadOnlySpan<double> row = weights.Slice(_starts[layer] + (unit * inputs), inputs);
                for (int i = 0; i < row.Length; i++)
                {
                    sum += row[i] * input[i];
                }

                _outputs[layer][unit] = layer == _widths.Length - 1 ? sum : Math.Max(sum, 0);
            }
        }

        return _outputs[^1][0];
    }

    /// <summary>Adds the gradient of the score that was computed last, times a factor.</summary>
    public void Add(ReadOnlySpan<double> weights, double factor, Span<double> gradient)
    {
        _deltas[^1][0] = factor;
        for (int layer = _widths.Length - 1; layer >= 1; layer--)
        {
            Array.Clear(_deltas[layer - 1]);
            AddLayer(layer, weights, gradient);
        }
    }

    private void AddLayer(int layer, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        int inputs = _widths[layer - 1], units = _widths[layer];
        double[] input = _outputs[layer - 1], below = _deltas[layer - 1];
        for (int unit = 0; unit < units; unit++)
        {
            double delta = _deltas[layer][unit];

            // A rectified unit that is off passes nothing on.
            if (delta == 0 || (layer < _widths.Length - 1 && _outputs[layer][unit] <= 0))
            {
                continue;
            }

            ReadOnlySpan<double> row = weights.Slice(_starts[layer] + (unit * inputs), inputs);
            Span<double> change = gradient.Slice(_starts[layer] + (unit * inputs), inputs);
            for (int i = 0; i < row.Length; i++)
            {
                change[i] += delta * input[i];
                below[i] += delta * row[i];
            }

            gradient[_starts[layer] + (inputs * units) + unit] += delta;
        }
    }
}
