using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Classification;

/// <summary>
/// Solves the dual of the soft-margin problem by sequential minimal optimization, choosing pairs by second-order
/// information (Fan, Chen and Lin, Journal of Machine Learning Research 6, 2005). Deterministic: ties go to the lower
/// row. Rows of the kernel matrix are made when first needed and kept.
/// </summary>
internal sealed class MarginSolver
{
    // Below that a pair's curvature counts as this: duplicates of one row would divide by zero.
    private const double LeastCurvature = 1e-12;

    private readonly FeatureTable _rows;
    private readonly double[] _signs, _weights, _gradient;
    private readonly double[]?[] _kernelRows;
    private readonly double[] _diagonal;
    private readonly SupportVectorOptions _options;
    private readonly Kernel _kernel;

    public MarginSolver(FeatureTable rows, double[] signs, Kernel kernel, SupportVectorOptions options)
    {
        (_rows, _signs, _kernel, _options) = (rows, signs, kernel, options);
        (_weights, _gradient) = (new double[signs.Length], new double[signs.Length]);
        Array.Fill(_gradient, -1);
        _kernelRows = new double[signs.Length][];
        _diagonal = [.. Enumerable.Range(0, signs.Length).Select(i => kernel.Of(rows.Row(i), rows.Row(i)))];
    }

    public double[] Weights => _weights;

    /// <summary>The sum of weights, less half the quadratic form: largest when solved.</summary>
    public double Objective
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _weights.Length; i++)
            {
                sum -= 0.5 * _weights[i] * (_gradient[i] - 1);
            }

            return sum;
        }
    }

    /// <summary>Solves, and gives the constant of the decision function.</summary>
    public double Solve()
    {
        long most = Math.Max(10_000_000, 100L * _weights.Length);
        for (long step = 0; step < most && Pick() is (int i, int j); step++)
        {
            Move(i, j);
        }

        return Constant();
    }

    private bool MayRise(int i) => _signs[i] > 0 ? _weights[i] < _options.Penalty : _weights[i] > 0;

    private bool MayFall(int i) => _signs[i] > 0 ? _weights[i] > 0 : _weights[i] < _options.Penalty;

    private (int I, int J)? Pick()
    {
        int i = -1, j = -1;
        double highest = double.NegativeInfinity, lowest = double.PositiveInfinity, best = 0;
        for (int t = 0; t < _weights.Length; t++)
        {
            double value = -_signs[t] * _gradient[t];
            (i, highest) = MayRise(t) && value > highest ? (t, value) : (i, highest);
        }

        if (i < 0)
        {
            return null;
        }

        double[] row = KernelRow(i);
        for (int t = 0; t < _weights.Length; t++)
        {
            double value = -_signs[t] * _gradient[t], gap = highest - value;
            lowest = MayFall(t) ? Math.Min(lowest, value) : lowest;
            if (MayFall(t) && gap > 0)
            {
                double gain = gap * gap / Math.Max(LeastCurvature, _diagonal[i] + _diagonal[t] - (2 * row[t]));
                (j, best) = gain > best ? (t, gain) : (j, best);
            }
        }

        return j < 0 || highest - lowest <= _options.Tolerance ? null : (i, j);
    }

    private void Move(int i, int j)
    {
        (double[] rowI, double[] rowJ) = (KernelRow(i), KernelRow(j));
        double curvature = Math.Max(LeastCurvature, _diagonal[i] + _diagonal[j] - (2 * rowI[j]));
        double step = ((-_signs[i] * _gradient[i]) + (_signs[j] * _gradient[j])) / curvature;
        // Along this direction i's signed weight grows as j's shrinks; neither may leave its bounds.
        step = Math.Min(step, _signs[i] > 0 ? _options.Penalty - _weights[i] : _weights[i]);
        step = Math.Min(step, _signs[j] > 0 ? _weights[j] : _options.Penalty - _weights[j]);
        _weights[i] = Snap(_weights[i] + (_signs[i] * step));
        _weights[j] = Snap(_weights[j] - (_signs[j] * step));
        for (int t = 0; t < _gradient.Length; t++)
        {
            _gradient[t] += _signs[t] * step * (rowI[t] - rowJ[t]);
        }
    }

    // A weight that rounding leaves a hair off its bound would be moved there again and again.
    private double Snap(double weight) =>
        weight < 1e-12 * _options.Penalty ? 0
            : weight > _options.Penalty * (1 - 1e-12) ? _options.Penalty : weight;

    private double Constant()
    {
        double sum = 0, high = double.PositiveInfinity, low = double.NegativeInfinity;
        int free = 0;
        for (int t = 0; t < _weights.Length; t++)
        {
            double value = -_signs[t] * _gradient[t];
            if (MayRise(t) && MayFall(t))
            {
                sum += value;
                free++;
            }
            else if (MayRise(t))
            {
                low = Math.Max(low, value);
            }
            else
            {
                high = Math.Min(high, value);
            }
        }

        return free > 0 ? sum / free : (high + low) / 2;
    }

    private double[] KernelRow(int i)
    {
        if (_kernelRows[i] is { } known)
        {
            return known;
        }

        double[] row = new double[_signs.Length];
        for (int t = 0; t < row.Length; t++)
        {
            row[t] = _kernel.Of(_rows.Row(i), _rows.Row(t));
        }

        return _kernelRows[i] = row;
    }
}
