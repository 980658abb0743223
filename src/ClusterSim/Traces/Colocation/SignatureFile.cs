using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Colocation;

/// <summary>
/// Measurements of training jobs that run alone, in the form of Lucid's <c>single_data.csv</c> (Hu et al., ASPLOS
/// 2023): model, dataset, batchsize, amp, speed, gpu_util, gmem_util, gmem, label.
/// </summary>
public static class SignatureFile
{
    private static readonly string[] s_columns =
        ["model", "dataset", "batchsize", "amp", "speed", "gpu_util", "gmem_util", "gmem"];

    private static readonly string[] s_optional = ["label"];

    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file; compressed by gzip if it ends with <c>.gz</c>.</param>
    /// <returns>One signature for each row, in order.</returns>
    /// <exception cref="TableFormatException">
    /// The file is not in the form; the message names line and column.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<JobSignature> Read(string path)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        table.RequireExactly(s_columns, s_optional);
        var signatures = ImmutableArray.CreateBuilder<JobSignature>();
        while (table.Read())
        {
            signatures.Add(new JobSignature
            {
                Name = NameOf(table.Text(0), table.Text(1), table.Text(2), table.Int(3, 0, 1) == 1),
                GpuUtilization = Number(table, 5, 100),
                MemoryUtilization = Number(table, 6, 100),
                GpuMemoryMiB = Number(table, 7, 1e9),
                MixedPrecision = table.Int(3, 0, 1) == 1,
                SharingScore = table.Has(8) && !table.IsEmpty(8) ? table.Int(8, 0, 2) : null,
            });
        }

        return signatures.ToImmutable();
    }

    /// <summary>What a measured job is called: what must be equal for measurements to be of the same job.</summary>
    internal static string NameOf(string model, string dataset, string batchSize, bool mixedPrecision) =>
        string.Create(CultureInfo.InvariantCulture, $"{model}/{dataset}/{batchSize}{(mixedPrecision ? "/amp" : "")}");

    internal static double Number(CsvTableReader table, int column, double most) =>
        table.NumberOrNull(column) is { } number && number >= 0 && number <= most
            ? number
            : throw table.Fault(column, string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}"));
}
