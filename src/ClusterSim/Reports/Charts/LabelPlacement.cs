namespace ClusterSim.Reports.Charts;

/// <summary>
/// Finds a place beside each line for its name: where it covers as little as possible of the other lines and none of
/// the names that already have a place.
/// </summary>
internal sealed class LabelPlacement
{
    private const int Cell = 4, TextHeight = 13;
    private const double CharWidth = 7.2, Overlap = 1e5;

    private readonly ChartFrame _frame;
    private readonly int _columns, _rows;
    private readonly byte[][] _ink;
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    public LabelPlacement(ChartFrame frame, IReadOnlyList<IReadOnlyList<ChartPoint>> lines)
    {
        _frame = frame;
        _columns = (frame.Width / Cell) + 1;
        _rows = (frame.Height / Cell) + 1;
        _ink = [.. lines.Select(Draw)];
    }

    /// <summary>Left end of the base line of a name; <c>null</c> when there is no room for it.</summary>
    public ChartPoint? Place(int line, IReadOnlyList<ChartPoint> path, string name)
    {
        double width = name.Length * CharWidth;
        (double Cost, ChartPoint At)? best = null;
        int stride = Math.Max(1, path.Count / 80);
        for (int i = 0; i < path.Count; i += stride)
        {
            foreach (ChartPoint at in Candidates(path[i], width))
            {
                double cost = Cost(line, at, width) + Ambiguity(line, path[i]);
                if (best is null || cost < best.Value.Cost)
                {
                    best = (cost, at);
                }
            }
        }

        // Better no name than one that cannot be read: the legend tells the line as well.
        if (best is not { Cost: < Overlap } found)
        {
            return null;
        }

        _taken.Add(Box(found.At, width));
        return found.At;
    }

    private static IEnumerable<ChartPoint> Candidates(ChartPoint point, double width) =>
    [
        new(point.X + 6, point.Y - 6), new(point.X - 6 - width, point.Y - 6),
        new(point.X + 6, point.Y + 15), new(point.X - 6 - width, point.Y + 15),
    ];

    private static (double Left, double Top, double Right, double Bottom) Box(ChartPoint at, double width) =>
        (at.X - 2, at.Y - TextHeight + 1, at.X + width + 2, at.Y + 4);

    private double Cost(int line, ChartPoint at, double width)
    {
        var box = Box(at, width);
        if (box.Left < _frame.Left || box.Right > _frame.Right || box.Top < _frame.Top || box.Bottom > _frame.Bottom)
        {
            return 10 * Overlap;
        }

        double cost = _taken.Any(
            other => box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom
                && other.Top < box.Bottom)
            ? Overlap
            : 0;
        for (int row = (int)(box.Top / Cell); row <= (int)(box.Bottom / Cell); row++)
        {
            for (int column = (int)(box.Left / Cell); column <= (int)(box.Right / Cell); column++)
            {
                for (int i = 0; i < _ink.Length; i++)
                {
                    cost += _ink[i][(row * _columns) + column] * (i == line ? 1 : 4);
                }
            }
        }

        return cost;
    }

    /// <summary>A name beside a point where several lines run together could be the name of any of them.</summary>
    private double Ambiguity(int line, ChartPoint point)
    {
        const int Reach = 3;
        int cost = 0;
        for (int row = Math.Max(0, (int)(point.Y / Cell) - Reach); row <= Math.Min(
            _rows - 1, (int)(point.Y / Cell) + Reach); row++)
        {
            for (int column = Math.Max(0, (int)(point.X / Cell) - Reach); column <= Math.Min(
                _columns - 1, (int)(point.X / Cell) + Reach); column++)
            {
                for (int i = 0; i < _ink.Length; i++)
                {
                    cost += i == line ? 0 : _ink[i][(row * _columns) + column];
                }
            }
        }

        return cost * 12;
    }

    private byte[] Draw(IReadOnlyList<ChartPoint> path)
    {
        byte[] ink = new byte[_columns * _rows];
        for (int i = 0; i + 1 < path.Count; i++)
        {
            double length = Math.Max(Math.Abs(path[i + 1].X - path[i].X), Math.Abs(path[i + 1].Y - path[i].Y));
            int steps = (int)(length / Cell) + 1;
            for (int step = 0; step <= steps; step++)
            {
                double x = path[i].X + ((path[i + 1].X - path[i].X) * step / steps);
                double y = path[i].Y + ((path[i + 1].Y - path[i].Y) * step / steps);
                ink[((int)(y / Cell) * _columns) + (int)(x / Cell)] = 1;
            }
        }

        return ink;
    }
}
