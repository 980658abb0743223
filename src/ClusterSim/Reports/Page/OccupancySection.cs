using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>Which nodes were held when.</summary>
internal static class OccupancySection
{
    private const int TableRows = 24;

    public static ReportSection Of(ReportScope scope, int maxCells)
    {
        ImmutableArray<(string Name, OccupancyGrid Grid)> grids = scope.End.Ticks == 0 ? [] :
        [
            .. scope.Runs.Where(run => run.Finished.Allocations().Any())
                .Select(run => (run.Name, OccupancyGrid.Of(run.Finished, scope.End, maxCells))),
        ];
        return new ReportSection("nodes", "Who held which node", grids.IsEmpty || grids[0].Grid.Rows == 0 ? [] :
            [new OccupancyBlock("occupancy", Caption(scope, grids[0].Grid), grids, Table(scope, grids))]);
    }

    private static string Caption(ReportScope scope, OccupancyGrid grid)
    {
        string rows = grid.NodesPerRow == 1
            ? "Each row is a node" : $"Each row stands for {grid.NodesPerRow} neighbouring nodes";
        string column = Readable.Duration(scope.End.Seconds / grid.Columns);
        return $"{rows}, time runs to the right, one column for {column}. The colour tells which share of the row's "
            + $"{scope.Device} jobs held.";
    }

    /// <summary>
    /// Rows, or stretches of neighbouring rows when there are many, with the share that was held over all time.
    /// </summary>
    private static TableBlock Table(ReportScope scope, ImmutableArray<(string Name, OccupancyGrid Grid)> grids)
    {
        OccupancyGrid first = grids[0].Grid;
        int stretch = (first.Rows + TableRows - 1) / TableRows;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        for (int from = 0; from < first.Rows; from += stretch)
        {
            int to = Math.Min(from + stretch, first.Rows);
            string name = to - from == 1 ? first.RowNames[from] : $"{first.RowNames[from]} to {first.RowNames[to - 1]}";
            rows.Add([name, .. grids.Select(grid => Readable.Percent(
                Enumerable.Range(from, to - from).Average(row => grid.Grid.MeanShare(row))))]);
        }

        return new TableBlock(
            $"Mean share of {scope.Device} held, by node", ["node", .. grids.Select(grid => grid.Name)],
                rows.ToImmutable(), []);
    }
}
