namespace ClusterSim.Statistics;

/// <summary>Ranks of a sample, ties sharing their mean rank.</summary>
internal static class Ranks
{
    /// <summary>Writes the rank (1 = smallest) of each value; tied values get the mean of their ranks.</summary>
    /// <returns>Sum of t^3 - t over the groups of t tied values; 0 when nothing is tied.</returns>
    public static double Assign(ReadOnlySpan<double> values, Span<double> ranks)
    {
        double[] sorted = values.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double ties = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            double size = end - start, rank = (start + 1 + end) / 2.0;
            ties += (size * size * size) - size;
            foreach (int index in order.AsSpan(start, end - start))
            {
                ranks[index] = rank;
            }
        }

        return ties;
    }
}
