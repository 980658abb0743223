namespace ClusterSim.Experiments;

/// <summary>Finds the known name that a mistyped one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>
    /// <c>expected one of a, b, c</c>, followed by <c>; did you mean 'b'?</c> when one of them is close.
    /// </summary>
    public static string Expected(string found, IReadOnlyCollection<string> known) =>
        $"expected one of {string.Join(", ", known)}" + DidYouMean(found, known);

    /// <summary><c>; did you mean 'b'?</c> when a known name is close, else nothing.</summary>
    public static string DidYouMean(string found, IReadOnlyCollection<string> known) =>
        Of(found, known) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>The closest known name, if it is at most a third of its letters away; the first of several.</summary>
    public static string? Of(string found, IReadOnlyCollection<string> known)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in known)
        {
            int distance = Distance(Plain(found), Plain(name));
            if (distance < bestDistance && distance <= Math.Max(1, name.Length / 3))
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    private static string Plain(string name) =>
        (name.Length > 64 ? name[..64] : name).ToUpperInvariant().Replace("-", "").Replace("_", "");

    // Levenshtein distance over two rows.
    private static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        int[] row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above[j], row[j - 1]));
            }

            (above, row) = (row, above);
        }

        return above[b.Length];
    }
}
