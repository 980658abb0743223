namespace ClusterSim.Statistics;

/// <summary>
/// What a block bootstrap draws: every value belongs to a cell, and runs of <see cref="BlockLength"/> neighbouring
/// cells are drawn together.
/// </summary>
internal sealed record BlockPlan
{
    /// <summary>
    /// Most cells that consecutive values are cut into; with more values than that, neighbours share a cell.
    /// </summary>
    public const int MaxCells = 4096;

    /// <summary>
    /// Fewest blocks for which an interval is given: of four or fewer units, even the extremes of the resamples cover
    /// too little.
    /// </summary>
    public const int MinBlocks = 5;

    /// <summary>Cell of each value.</summary>
    public required int[] CellOf { get; init; }

    /// <summary>Number of cells.</summary>
    public required int Cells { get; init; }

    /// <summary>Cells in a block, 1 or more.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Number of blocks that make up one resample: about the number of independent units.</summary>
    public double Blocks => (double)Cells / BlockLength;

    /// <summary>
    /// Values in an order in which neighbours depend on each other. Cuts them into at most <see cref="MaxCells"/> cells
    /// of consecutive values and chooses the block length from the series' autocorrelation, but at least the cube root
    /// of the number of cells, because heavy tails hide dependence, and short enough to leave <see cref="MinBlocks"/>
    /// blocks.
    /// </summary>
    public static BlockPlan OfOrder(ReadOnlySpan<double> series)
    {
        int n = series.Length, cells = Math.Min(n, MaxCells);
        int[] cellOf = new int[n];
        double[] means = new double[cells], counts = new double[cells];
        for (int i = 0; i < n; i++)
        {
            int cell = cellOf[i] = (int)((long)i * cells / n);
            counts[cell]++;
            means[cell] += (series[i] - means[cell]) / counts[cell];
        }

        double wanted = Math.Max(Math.Cbrt(cells), Statistics.BlockLength.Select(means));
        int longest = Math.Max(1, cells / MinBlocks);
        int length = Math.Clamp((int)Math.Ceiling(wanted), 1, longest);
        return new BlockPlan { CellOf = cellOf, Cells = cells, BlockLength = length };
    }

    /// <summary>Every value, or every group of values, by itself.</summary>
    /// <param name="groups">Group of each value, numbered from 0 without gaps.</param>
    public static BlockPlan OfGroups(int[] groups) =>
        new() { CellOf = groups, Cells = groups.Length == 0 ? 0 : groups.Max() + 1, BlockLength = 1 };
}
