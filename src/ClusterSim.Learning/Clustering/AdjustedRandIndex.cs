namespace ClusterSim.Learning.Clustering;

/// <summary>How far two clusterings of the same things agree, whatever the numbers of the clusters.</summary>
public static class AdjustedRandIndex
{
    /// <summary>
    /// The Rand index corrected for chance (Hubert and Arabie, Journal of Classification 2, 1985): 1 for the same
    /// partition, 0 expected by chance. -1 is a cluster like the others.
    /// </summary>
    /// <param name="first">Cluster of each thing.</param>
    /// <param name="second">Cluster of each thing in the other clustering; as many.</param>
    /// <exception cref="ArgumentException">The numbers of things differ.</exception>
    public static double Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"found {first.Length} and {second.Length} labels, expected as many");
        }

        Dictionary<(int, int), int> cells = [];
        Dictionary<int, int> rows = [], columns = [];
        for (int i = 0; i < first.Length; i++)
        {
            cells[(first[i], second[i])] = cells.GetValueOrDefault((first[i], second[i])) + 1;
            rows[first[i]] = rows.GetValueOrDefault(first[i]) + 1;
            columns[second[i]] = columns.GetValueOrDefault(second[i]) + 1;
        }

        double together = Pairs(cells.Values), inFirst = Pairs(rows.Values), inSecond = Pairs(columns.Values);
        double all = first.Length * (first.Length - 1.0) / 2;
        double expected = all == 0 ? 0 : inFirst * inSecond / all, most = (inFirst + inSecond) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    // Sums of whole numbers, exact in any order.
    private static double Pairs(IEnumerable<int> counts) => counts.Sum(count => count * (count - 1.0) / 2);
}
