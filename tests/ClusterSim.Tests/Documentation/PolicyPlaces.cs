using System.Globalization;

namespace ClusterSim.Tests.Documentation;

/// <summary>What the experiment all-policies found, out of the table that stands beside it.</summary>
internal sealed class PolicyPlaces
{
    private const string Page = "[the comparison of all policies](../../experiments/all-policies/README.md)";

    private readonly string[][] _rows =
    [
        .. File.ReadLines(Repository.Path("experiments/all-policies/ranking.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(row => row[5] == "mean_jct_seconds"),
    ];

    /// <summary>Place and mean JCT of a policy, in a sentence.</summary>
    public string Sentence(string policy)
    {
        string[] found =
            [.. _rows.Where(row => row[1] == policy).Select(row => Phrase(row, _rows.Where(o => o[0] == row[0])))];
        return found.Length == 0 ? $"Not in {Page}." : $"In {Page}: {string.Join("; ", found)}.";
    }

    // The rows of a workload are sorted: those that did not end all jobs come last, as their means are of other jobs.
    private static string Phrase(string[] row, IEnumerable<string[]> all)
    {
        string[][] ranked = [.. all.Where(other => other[3] == other[4])];
        int place = Array.IndexOf(ranked, row);
        string interval = $"{Number(row[8])} to {Number(row[9])}";
        string ratio = $"mean JCT {Number(row[7])} of fifo's ({interval}) on {row[0]}-shaped jobs";
        return place < 0
            ? $"{ratio}, not ranked as {int.Parse(row[3]) - int.Parse(row[4])} of {row[3]} jobs did not end"
            : $"{ratio}, place {1 + place} of {ranked.Length}";
    }

    private static string Number(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture).ToString("0.00", CultureInfo.InvariantCulture);
}
