namespace ClusterSim.Workloads.Training;

/// <summary>
/// Step times between measured points: linear within the Delaunay cell of nodes, GPUs and local batch that holds the
/// point. Of points on a common sphere, as grids have them, many triangulations are Delaunay's: the one is taken that
/// gives the least step time. The cell is found as the optimum of a linear program of four rows, so that nothing has to
/// be triangulated.
/// </summary>
internal sealed class CellInterpolation(StepTimeSample[] points)
{
    private const int Rows = 4;
    private const double Tolerance = 1e-9;

    private readonly double[] _shifted = new double[points.Length * Rows];
    private readonly double[] _cost = new double[points.Length];
    private readonly int[] _basis = new int[Rows];
    private readonly double[] _inverse = new double[Rows * Rows];
    private readonly double[] _share = new double[Rows];

    /// <summary>The step time at a point; false when it lies outside of what was measured.</summary>
    public bool TryFind(int nodes, int gpus, int localBatch, out StepTime time)
    {
        double scale = Shift(nodes, gpus, localBatch);
        bool found = Begin();
        if (found)
        {
            Optimise(scale, _ => true);
            bool[] cell = Cell(scale);
            for (int i = 0; i < points.Length; i++)
            {
                _cost[i] = points[i].Time.Seconds;
            }

            Optimise(1, column => cell[column]);
        }

        (double whole, double sync) = (0, 0);
        for (int row = 0; found && row < Rows; row++)
        {
            // What is left of the artificial columns has a share of zero.
            StepTime part = _basis[row] < points.Length ? points[_basis[row]].Time : default;
            (whole, sync) = (whole + (_share[row] * part.Seconds), sync + (_share[row] * part.SyncSeconds));
        }

        time = new StepTime(whole, sync);
        return found;
    }

    // Coordinates relative to the point, and their squared distance from it as the cost of Delaunay's cell.
    private double Shift(int nodes, int gpus, int localBatch)
    {
        double most = 1;
        for (int i = 0; i < points.Length; i++)
        {
            StepTimeSample point = points[i];
            (double a, double b, double c) = (point.Nodes - nodes, point.Gpus - gpus, point.LocalBatch - localBatch);
            (_shifted[i * Rows], _shifted[(i * Rows) + 1]) = (1, a);
            (_shifted[(i * Rows) + 2], _shifted[(i * Rows) + 3]) = (b, c);
            _cost[i] = (a * a) + (b * b) + (c * c);
            most = Math.Max(most, _cost[i]);
        }

        return most;
    }

    // First phase: drives the artificial columns out of the basis.
    private bool Begin()
    {
        Array.Clear(_inverse);
        for (int row = 0; row < Rows; row++)
        {
            _basis[row] = points.Length + row;
            _inverse[(row * Rows) + row] = 1;
            _share[row] = row == 0 ? 1 : 0;
        }

        double[] costs = (double[])_cost.Clone();
        Array.Clear(_cost);
        Optimise(1, _ => true, artificialCost: 1);
        costs.CopyTo(_cost, 0);
        double left = 0;
        for (int row = 0; row < Rows; row++)
        {
            left += _basis[row] >= points.Length ? _share[row] : 0;
        }

        return left < Tolerance;
    }

    private void Optimise(double scale, Func<int, bool> allowed, double artificialCost = 0)
    {
        Span<double> price = stackalloc double[Rows];
        while (true)
        {
            SetPrices(price, artificialCost);
            int entering = -1;
            for (int column = 0; column < points.Length && entering < 0; column++)
            {
                // The first that helps, and the first row that limits it: so that it cannot go round in circles.
                bool helps = Reduced(column, price) < -Tolerance * scale;
                entering = helps && allowed(column) && Array.IndexOf(_basis, column) < 0 ? column : -1;
            }

            if (entering < 0 || !Pivot(entering))
            {
                return;
            }
        }
    }

    private bool[] Cell(double scale)
    {
        Span<double> price = stackalloc double[Rows];
        SetPrices(price, 0);
        bool[] cell = new bool[points.Length];
        for (int column = 0; column < points.Length; column++)
        {
            cell[column] = Reduced(column, price) < Tolerance * scale * 10;
        }

        return cell;
    }

    private void SetPrices(Span<double> price, double artificialCost)
    {
        price.Clear();
        for (int row = 0; row < Rows; row++)
        {
            double cost = _basis[row] < points.Length ? _cost[_basis[row]] : artificialCost;
            for (int k = 0; k < Rows; k++)
            {
                price[k] += cost * _inverse[(row * Rows) + k];
            }
        }
    }

    private double Reduced(int column, ReadOnlySpan<double> price)
    {
        double reduced = _cost[column];
        for (int k = 0; k < Rows; k++)
        {
            reduced -= price[k] * _shifted[(column * Rows) + k];
        }

        return reduced;
    }

    private bool Pivot(int entering)
    {
        Span<double> direction = stackalloc double[Rows];
        int leaving = -1;
        double limit = double.PositiveInfinity;
        for (int row = 0; row < Rows; row++)
        {
            direction[row] = 0;
            for (int k = 0; k < Rows; k++)
            {
                direction[row] += _inverse[(row * Rows) + k] * _shifted[(entering * Rows) + k];
            }

            // An artificial column at zero leaves at once, whichever way it would go.
            bool artificial = _basis[row] >= points.Length && _share[row] < Tolerance;
            double needed = artificial ? Math.Abs(direction[row]) : direction[row];
            double ratio = needed > Tolerance ? Math.Max(_share[row], 0) / needed : double.PositiveInfinity;
            bool better = ratio < limit - Tolerance
                || (ratio <= limit + Tolerance && leaving >= 0 && _basis[row] < _basis[leaving]);
            (leaving, limit) = double.IsFinite(ratio) && better ? (row, ratio) : (leaving, limit);
        }

        if (leaving >= 0)
        {
            Replace(leaving, entering, direction);
        }

        return leaving >= 0;
    }

    private void Replace(int leaving, int entering, ReadOnlySpan<double> direction)
    {
        double pivot = direction[leaving];
        _share[leaving] /= pivot;
        for (int k = 0; k < Rows; k++)
        {
            _inverse[(leaving * Rows) + k] /= pivot;
        }

        for (int row = 0; row < Rows; row++)
        {
            double factor = row == leaving ? 0 : direction[row];
            _share[row] -= factor * _share[leaving];
            for (int k = 0; k < Rows; k++)
            {
                _inverse[(row * Rows) + k] -= factor * _inverse[(leaving * Rows) + k];
            }
        }

        _basis[leaving] = entering;
    }
}
