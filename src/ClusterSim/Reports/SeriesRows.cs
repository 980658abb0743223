using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>The table of the series.</summary>
internal static class SeriesRows
{
    public static void Write(string path, Series series)
    {
        using CsvTableWriter rows = CsvTableWriter.Create(path, ResultFiles.SeriesColumns);
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
        foreach (CsvTableReader row in ResultTable.Rows(path, ResultFiles.SeriesColumns))
        {
            bins.Add(BinOf(row));
        }

        return new Series(bins.Count == 0 ? TimeSpan.Zero : bins[0].End - bins[0].Start, bins.ToImmutable());
    }

    private static SeriesBin BinOf(CsvTableReader row) => new()
    {
        Start = row.Time(0),
        End = row.Time(1),
        AllocationRatio = ResultTable.Number(row, 2) ?? 0,
        Utilization = ResultTable.Number(row, 3) ?? 0,
        CpuAllocationRatio = ResultTable.Number(row, 4),
        QueueLength = ResultTable.Number(row, 5) ?? 0,
        RunningJobs = ResultTable.Number(row, 6) ?? 0,
        NodesUp = ResultTable.Number(row, 7) ?? 0,
        AllocatedGpus = ResultTable.Number(row, 8) ?? 0,
        BusyGpus = ResultTable.Number(row, 9) ?? 0,
        AllocatedCpus = ResultTable.Number(row, 10) ?? 0,
        PowerWatts = ResultTable.Number(row, 11),
        Fragmentation = ResultTable.Number(row, 12),
    };
}
