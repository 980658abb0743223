using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>The table of the series.</summary>
internal static class SeriesRows
{
    public static void Write(ITableWriter rows, Series series)
    {
        foreach (SeriesBin bin in series.Bins)
        {
            rows.Seconds(bin.Start).Seconds(bin.End)
                .Number(bin.AllocationRatio).Number(bin.Utilization).Number(bin.CpuAllocationRatio ?? double.NaN)
                .Number(bin.QueueLength).Number(bin.RunningJobs).Number(bin.NodesUp)
                .Number(bin.AllocatedGpus).Number(bin.BusyGpus).Number(bin.AllocatedCpus)
                .Number(bin.PowerWatts ?? double.NaN).Number(bin.Fragmentation ?? double.NaN)
                .EndRow();
        }
    }

    /// <summary>Reads the table back; empty when the run wrote none.</summary>
    public static Series Read(string path)
    {
        var bins = ImmutableArray.CreateBuilder<SeriesBin>();
        foreach (ITableReader row in ResultTable.Rows(path, ResultFiles.SeriesColumns))
        {
            bins.Add(BinOf(row));
        }

        return new Series(bins.Count == 0 ? TimeSpan.Zero : bins[0].End - bins[0].Start, bins.ToImmutable());
    }

    private static SeriesBin BinOf(ITableReader row) => new()
    {
        Start = row.Time(0),
        End = row.Time(1),
        AllocationRatio = row.NumberOrNull(2) ?? 0,
        Utilization = row.NumberOrNull(3) ?? 0,
        CpuAllocationRatio = row.NumberOrNull(4),
        QueueLength = row.NumberOrNull(5) ?? 0,
        RunningJobs = row.NumberOrNull(6) ?? 0,
        NodesUp = row.NumberOrNull(7) ?? 0,
        AllocatedGpus = row.NumberOrNull(8) ?? 0,
        BusyGpus = row.NumberOrNull(9) ?? 0,
        AllocatedCpus = row.NumberOrNull(10) ?? 0,
        PowerWatts = row.NumberOrNull(11),
        Fragmentation = row.NumberOrNull(12),
    };
}
