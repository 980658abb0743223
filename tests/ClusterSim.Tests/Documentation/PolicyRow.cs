using System.Globalization;

namespace ClusterSim.Tests.Documentation;

/// <summary>What the experiment all-policies found of a policy on a workload.</summary>
internal sealed record PolicyRow(
    string Workload, string Policy, int Jobs, int JobsEnded, PolicyRatio Mean, PolicyRatio P99)
{
    private const string MeanMetric = "mean_jct_seconds", P99Metric = "p99_jct_seconds";

    private static readonly string[] s_tables =
        ["experiments/all-policies/ranking.csv", "experiments/all-policies/training-ranking.csv"];

    /// <summary>All, as in the tables: by workload, the smallest mean first, who left jobs undone last.</summary>
    public static IEnumerable<PolicyRow> All => s_tables.Select(Repository.Path).Where(File.Exists).SelectMany(Read);

    /// <summary>Whether every job ended, so that its means can be compared.</summary>
    public bool EndedAll => Jobs == JobsEnded;

    private static IEnumerable<PolicyRow> Read(string file)
    {
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];
        var p99 = rows.Where(row => row[5] == P99Metric).ToDictionary(row => (row[0], row[1]), Ratio);
        return rows.Where(row => row[5] == MeanMetric).Select(row => new PolicyRow(
            row[0], row[1], int.Parse(row[3], CultureInfo.InvariantCulture),
            int.Parse(row[4], CultureInfo.InvariantCulture), Ratio(row), p99[(row[0], row[1])]));
    }

    private static PolicyRatio Ratio(string[] row)
    {
        double[] numbers = [.. row.Skip(7).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new PolicyRatio(numbers[0], numbers[1], numbers[2]);
    }
}
