namespace ClusterSim.Statistics;

/// <summary>
/// ADWIN: a window that grows while its values agree and loses its oldest part when two parts of it have different
/// means (Bifet, Gavalda, SIAM International Conference on Data Mining 2007). The values are kept as an exponential
/// histogram: at most five buckets of 1, 2, 4, ... values, so that memory and the work of a test grow with the
/// logarithm of the window. A cut into n0 and n1 values alarms when the means differ by more than sqrt(2 v d / m) + 2 d
/// / (3 m), d = ln(2 ln(n) / confidence), v the variance of the window, 1/m = 1/n0' + 1/n1'. As in MOA and river, n0'
/// and n1' are the sizes less the least size plus one, and cuts are tested only every so many values.
/// </summary>
/// <param name="confidence">Bound of the chance of a false alarm at one test, above 0 to 1; default 0.002.</param>
/// <param name="clock">Values from test to test; default 32.</param>
/// <param name="leastSize">Fewest values on either side of a cut; default 5.</param>
/// <param name="grace">Nothing is tested until the window has more values than this; default 10.</param>
/// <param name="direction">Which changes raise an alarm; the window shrinks at each. Default both.</param>
public sealed class AdaptiveWindow(
    double confidence = 0.002, int clock = 32, int leastSize = 5, int grace = 10,
    ChangeDirection direction = ChangeDirection.Both) : IChangeDetector
{
    private const int MaxBuckets = 5, Slots = MaxBuckets + 1;

    private double[] _totals = new double[Slots], _squares = new double[Slots];
    private int[] _counts = new int[1];
    private int _rows = 1;
    private long _ticks;

    /// <summary>Number of values in the window.</summary>
    public long Width { get; private set; }

    /// <summary>Sum of the values in the window.</summary>
    public double Total { get; private set; }

    /// <summary>Sum of squared distances of the values in the window from their mean.</summary>
    public double SquaredDistances { get; private set; }

    /// <summary>Mean of the values in the window; 0 when it is empty.</summary>
    public double Mean => Width == 0 ? 0 : Total / Width;

    /// <inheritdoc/>
    public bool Observe(double value)
    {
        Insert(value);
        bool alarm = false;
        if (++_ticks % clock == 0 && Width > grace)
        {
            while (FindCut() is { } change and not 0)
            {
                alarm |= (change & direction) != 0;
                DropOldest();
            }
        }

        return alarm;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_counts);
        (_rows, _ticks, Width, Total, SquaredDistances) = (1, 0, 0, 0, 0);
    }

    private void Insert(double value)
    {
        if (Width > 0)
        {
            double distance = value - Mean;
            SquaredDistances += distance * distance * Width / (Width + 1);
        }

        Width++;
        Total += value;
        Append(0, value, 0);
        for (int row = 0; row < _rows && _counts[row] > MaxBuckets; row++)
        {
            MergeOldest(row);
        }
    }

    private void Append(int row, double total, double squares)
    {
        if (row == _rows)
        {
            _rows++;
            if (row == _counts.Length)
            {
                Array.Resize(ref _counts, 2 * row);
                Array.Resize(ref _totals, 2 * row * Slots);
                Array.Resize(ref _squares, 2 * row * Slots);
            }

            _counts[row] = 0;
        }

        int at = (row * Slots) + _counts[row]++;
        (_totals[at], _squares[at]) = (total, squares);
    }

    // Two buckets of one size become one of the next; the squares of their parts are joined about the common mean.
    private void MergeOldest(int row)
    {
        int at = row * Slots;
        double size = Size(row), apart = (_totals[at] - _totals[at + 1]) / size;
        double total = _totals[at] + _totals[at + 1];
        double squares = _squares[at] + _squares[at + 1] + (apart * apart * size / 2);
        Remove(row, 2);
        Append(row + 1, total, squares);
    }

    private void Remove(int row, int buckets)
    {
        int at = row * Slots, left = _counts[row] - buckets;
        Array.Copy(_totals, at + buckets, _totals, at, left);
        Array.Copy(_squares, at + buckets, _squares, at, left);
        _counts[row] = left;
    }

    private void DropOldest()
    {
        int row = _rows - 1, at = row * Slots;
        double size = Size(row), total = _totals[at], squares = _squares[at];
        Width -= (long)size;
        Total -= total;
        double apart = (total / size) - Mean;
        SquaredDistances = Math.Max(
            0, SquaredDistances - squares - (size * Width * apart * apart / (size + Width)));
        Remove(row, 1);
        _rows -= _counts[row] == 0 && _rows > 1 ? 1 : 0;
    }

    // From the oldest cut to the newest; 0 when no two parts differ.
    private ChangeDirection FindCut()
    {
        double before = 0, sum = 0, variance = SquaredDistances / Width;
        double odds = Math.Log(2 * Math.Log(Width) / confidence);
        for (int row = _rows - 1; row >= 0; row--)
        {
            for (int i = 0; i < _counts[row]; i++)
            {
                before += Size(row);
                sum += _totals[(row * Slots) + i];
                double after = Width - before;
                if (before < leastSize || after < leastSize)
                {
                    continue;
                }

                double apart = ((Total - sum) / after) - (sum / before);
                double share = (1 / (before - leastSize + 1)) + (1 / (after - leastSize + 1));
                if (Math.Abs(apart) > Math.Sqrt(2 * share * variance * odds) + (2.0 / 3 * odds * share))
                {
                    return apart > 0 ? ChangeDirection.Up : ChangeDirection.Down;
                }
            }
        }

        return 0;
    }

    private static double Size(int row) => 1L << row;
}
