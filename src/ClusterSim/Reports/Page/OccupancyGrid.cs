using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Reports.Page;

/// <summary>
/// Who held how much of each node when, binned so that a picture of any run has a bounded size: rows of one or a few
/// nodes, columns of equal time, percent of the capacity in each cell.
/// </summary>
internal sealed class OccupancyGrid
{
    private readonly double[] _held;
    private readonly double[] _capacity;
    private readonly int[] _rowOfNode;

    private OccupancyGrid(ImmutableArray<Node> nodes, bool byGpus, SimTime end, int maxRows, int columns)
    {
        NodesPerRow = Math.Max(1, (nodes.Length + maxRows - 1) / maxRows);
        Columns = columns;
        End = end;
        ByGpus = byGpus;
        int[] shown = [.. Enumerable.Range(0, nodes.Length).Where(node => Capacity(nodes[node], byGpus) > 0)];
        Rows = (shown.Length + NodesPerRow - 1) / NodesPerRow;
        _capacity = new double[Rows];
        _held = new double[Rows * columns];
        _rowOfNode = Enumerable.Repeat(-1, nodes.Length).ToArray();
        string[] first = new string[Rows];
        string[] last = new string[Rows];
        for (int i = 0; i < shown.Length; i++)
        {
            int row = i / NodesPerRow;
            _rowOfNode[shown[i]] = row;
            _capacity[row] += Capacity(nodes[shown[i]], byGpus);
            first[row] ??= nodes[shown[i]].Name;
            last[row] = nodes[shown[i]].Name;
        }

        RowMarks = [.. first];
        RowNames = [.. first.Zip(last, (from, to) => from == to ? from : $"{from} to {to}")];
    }

    /// <summary>Rows of the picture.</summary>
    public int Rows { get; }

    /// <summary>Columns of the picture.</summary>
    public int Columns { get; }

    /// <summary>Nodes that share a row.</summary>
    public int NodesPerRow { get; }

    /// <summary>Whether GPUs are counted, and not cores.</summary>
    public bool ByGpus { get; }

    /// <summary>Time at the right edge; the left edge is the epoch.</summary>
    public SimTime End { get; }

    /// <summary>Name of the node, or of the first and last node, of each row.</summary>
    public ImmutableArray<string> RowNames { get; }

    /// <summary>Name of the first node of each row.</summary>
    public ImmutableArray<string> RowMarks { get; }

    /// <summary>Reads the allocations of a run into a grid.</summary>
    /// <param name="run">The run.</param>
    /// <param name="end">Time at the right edge.</param>
    /// <param name="maxCells">Most cells of the grid.</param>
    public static OccupancyGrid Of(FinishedRun run, SimTime end, int maxCells)
    {
        ImmutableArray<Node> nodes = run.Result.Platform.Nodes;
        bool byGpus = nodes.Any(node => node.Gpus > 0);
        int maxRows = Math.Min(512, Math.Max(1, maxCells / 400));
        int rows = Math.Min(Math.Max(nodes.Length, 1), maxRows);
        OccupancyGrid grid = new(nodes, byGpus, end, maxRows, Math.Clamp(maxCells / rows, 64, 1600));
        grid.Fill(run, nodes);
        return grid;
    }

    /// <summary>Percent of the capacity of a row that was held in a column, 0 to 100.</summary>
    public int Percent(int row, int column)
    {
        double whole = _capacity[row] * End.Ticks / Columns;
        return (int)Math.Clamp(Math.Round(100 * _held[(row * Columns) + column] / whole), 0, 100);
    }

    /// <summary>Share of the capacity of a row that was held over all time, 0 to 1.</summary>
    public double MeanShare(int row) =>
        _held.AsSpan(row * Columns, Columns).ToArray().Sum() / (_capacity[row] * End.Ticks);

    /// <summary>
    /// The cells row by row as runs of equal percent: length as a variable-length number, then the percent.
    /// </summary>
    public byte[] Packed()
    {
        List<byte> packed = [];
        int cells = Rows * Columns, start = 0;
        for (int i = 1; i <= cells; i++)
        {
            int value = Percent(start / Columns, start % Columns);
            if (i < cells && Percent(i / Columns, i % Columns) == value)
            {
                continue;
            }

            int length = i - start;
            for (; length >= 128; length >>= 7)
            {
                packed.Add((byte)((length & 127) | 128));
            }

            packed.Add((byte)length);
            packed.Add((byte)value);
            start = i;
        }

        return [.. packed];
    }

    private static double Capacity(Node node, bool byGpus) => byGpus ? node.Gpus : node.CpuMilli / 1000.0;

    private void Fill(FinishedRun run, ImmutableArray<Node> nodes)
    {
        Dictionary<string, int> nodeOf = new(StringComparer.Ordinal);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodeOf.Add(nodes[i].Name, i);
        }

        Dictionary<string, double> cores = ByGpus ? [] : CoresPerNode(run.Result);
        foreach (ITableReader row in run.Allocations())
        {
            if (!nodeOf.TryGetValue(row.Text(1), out int node))
            {
                throw row.Fault(1, "the name of a node");
            }

            double held = ByGpus ? row.NumberOrNull(2) ?? 0 : cores.GetValueOrDefault(row.Text(0));
            if (_rowOfNode[node] >= 0 && held > 0)
            {
                Add(_rowOfNode[node], held, row.Time(3), row.Time(4));
            }
        }
    }

    /// <summary>
    /// The table of allocations does not tell cores apart by node: a job's count in equal parts on each of its nodes.
    /// </summary>
    private static Dictionary<string, double> CoresPerNode(RunResult run)
    {
        Dictionary<string, double> cores = new(StringComparer.Ordinal);
        for (int i = 0; i < run.Jobs.Length; i++)
        {
            cores.Add(run.Workload.Jobs[i].Id, run.Workload.Jobs[i]
                .Request.TotalCpuMilli / 1000.0 / Math.Max(1, run.Jobs[i].Nodes));
        }

        return cores;
    }

    private void Add(int row, double held, SimTime start, SimTime end)
    {
        double width = End.Ticks / (double)Columns;
        double from = start.Ticks / width, to = Math.Min(end.Ticks / width, Columns);
        for (int column = (int)from; column < to; column++)
        {
            _held[(row * Columns) + column] += held * (Math.Min(column + 1, to) - Math.Max(column, from)) * width;
        }
    }
}
