using System.Globalization;

namespace ClusterSim.Tests.Documentation;

/// <summary>What the experiment all-policies found, out of the tables that stand beside it.</summary>
internal sealed class PolicyPlaces
{
    private const string Page = "[the comparison of all policies](../../experiments/all-policies/README.md)";

    private readonly PolicyRow[] _rows = [.. PolicyRow.All];

    /// <summary>Place and mean JCT of a policy, in a sentence.</summary>
    public string Sentence(string policy)
    {
        string[] found = [.. _rows.Where(row => row.Policy == policy).Select(Phrase)];
        return found.Length == 0 ? $"Not in {Page}." : $"In {Page}: {string.Join("; ", found)}.";
    }

    // The rows of a workload are sorted: those that did not end all jobs come last, as their means are of other jobs.
    private string Phrase(PolicyRow row)
    {
        PolicyRow[] ranked = [.. _rows.Where(other => other.Workload == row.Workload && other.EndedAll)];
        int place = Array.IndexOf(ranked, row);
        string interval = $"{Number(row.Mean.Low)} to {Number(row.Mean.High)}";
        string ratio = $"mean JCT {Number(row.Mean.Ratio)} of fifo's ({interval}) on {row.Workload}-shaped jobs";
        return place < 0
            ? $"{ratio}, not ranked as {row.Jobs - row.JobsEnded} of {row.Jobs} jobs did not end"
            : $"{ratio}, place {1 + place} of {ranked.Length}";
    }

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
