using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;

namespace ClusterSim.Experiments.Openb;

/// <summary>
/// A published table of curves: a row for each list, policy and seed, a column for each whole percent.
/// </summary>
internal sealed class OpenbTable
{
    private const int LastPercent = 130;

    private static readonly ImmutableArray<string> s_percents =
        [.. Enumerable.Range(0, LastPercent + 1).Select(percent => percent.ToString(CultureInfo.InvariantCulture))];

    private readonly Dictionary<(string List, string Policy, long Seed), ImmutableArray<double>> _curves = [];

    private OpenbTable()
    {
    }

    /// <summary>Number of curves.</summary>
    public int Count => _curves.Count;

    public static OpenbTable Load(string path)
    {
        OpenbTable table = new();
        using TableFile file = TableFile.Open(path);
        using CsvTableReader rows = new(file.Content, path);
        rows.Select(["workload", "sc_policy", "seed", .. s_percents]);
        while (rows.Read())
        {
            const int first = 3;
            table._curves.Add(
                (rows.Text(0), rows.Text(1), rows.Whole(2, 0, int.MaxValue)),
                [.. s_percents.Select((_, i) => rows.NumberOrNull(first + i) ?? double.NaN)]);
        }

        return table;
    }

    /// <summary>The curve of a run.</summary>
    public ImmutableArray<double> Of(string list, OpenbPolicy policy, long seed) =>
        _curves[(list, policy.Published, seed)];
}
