namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// How alike two names are: 1 less their edit distance (Levenshtein 1966) as a share of the longer one; 1 for equal
/// names.
/// </summary>
internal static class NameSimilarity
{
    /// <summary>The similarity, or 0 when it is below <paramref name="least"/>.</summary>
    public static double Of(string a, string b, double least)
    {
        int longer = Math.Max(a.Length, b.Length);
        int most = (int)Math.Floor(((1 - least) * longer) + 1e-9);
        if (longer == 0 || Math.Abs(a.Length - b.Length) > most)
        {
            return longer == 0 ? 1 : 0;
        }

        int distance = Distance(a, b, most);
        return distance > most ? 0 : 1 - (distance / (double)longer);
    }

    // Rows of the table of distances; as soon as all entries of a row exceed the limit, so does the result.
    private static int Distance(string a, string b, int most)
    {
        Span<int> row = b.Length < 256 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, int least) = (row[0], row[0] = i);
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return least;
            }
        }

        return row[b.Length];
    }
}
