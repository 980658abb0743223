using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Colocation;

/// <summary>
/// Measurements of pairs of training jobs on one GPU, in the form of Lucid's <c>colocate_info.csv</c> (Hu et al.,
/// ASPLOS 2023): an index, then model, dataset, gpu_num, batchsize, amp and speed of both jobs, and what the GPU
/// showed. Speeds are relative to running alone.
/// </summary>
public static class PairSpeedFile
{
    private static readonly string[] s_columns =
    [
        "model1", "dataset1", "batchsize1", "amp1", "speed1", "model2", "dataset2", "batchsize2", "amp2", "speed2",
    ];

    private static readonly string[] s_ignored = ["", "gpu_num1", "gpu_num2", "gpu_util", "gmem_util", "gmem"];

    /// <summary>Reads all rows. Where two jobs of one kind were measured, both count with their mean.</summary>
    /// <param name="path">The file; compressed by gzip if it ends with <c>.gz</c>.</param>
    /// <param name="otherwise">
    /// Answers for pairs that were not measured; <c>null</c>: they run at full speed, as in Lucid's simulator.
    /// </param>
    /// <exception cref="TableFormatException">
    /// The file is not in the form; the message names line and column.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PairInterference Read(string path, IInterference? otherwise = null)
    {
        var speeds = ImmutableDictionary.CreateBuilder<(string, string), double>();
        foreach (MeasuredPair pair in Pairs(path))
        {
            bool same = pair.First == pair.Second;
            double mean = (pair.FirstSpeed + pair.SecondSpeed) / 2;
            speeds[(pair.First, pair.Second)] = same ? mean : pair.FirstSpeed;
            speeds[(pair.Second, pair.First)] = same ? mean : pair.SecondSpeed;
        }

        return new PairInterference(Path.GetFileName(path), speeds.ToImmutable(), otherwise);
    }

    /// <summary>The measurements one by one, in order.</summary>
    internal static ImmutableArray<MeasuredPair> Pairs(string path)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        table.RequireExactly(s_columns, s_ignored);
        var pairs = ImmutableArray.CreateBuilder<MeasuredPair>();
        while (table.Read())
        {
            pairs.Add(new MeasuredPair(Name(table, 0), Speed(table, 4), Name(table, 5), Speed(table, 9)));
        }

        return pairs.ToImmutable();
    }

    private static string Name(CsvTableReader table, int first) => SignatureFile.NameOf(
        table.Text(first), table.Text(first + 1), table.Text(first + 2), table.Int(first + 3, 0, 1) == 1);

    private static double Speed(CsvTableReader table, int column) =>
        SignatureFile.Number(table, column, 100) is > 0 and var speed
            ? speed
            : throw table.Fault(column, "a speed greater than 0");
}
