namespace ClusterSim.Platforms;

/// <summary>Guesses which known word an unknown one was meant to be.</summary>
internal static class Spelling
{
    /// <summary><c> (did you mean 'gpus'?)</c>, or nothing when no candidate is near.</summary>
    public static string Suggestion(string word, IEnumerable<string> candidates)
    {
        string wanted = word.ToUpperInvariant();
        string initial = word[..Math.Min(1, word.Length)];
        // Among equally near words, the one that begins alike: 'gpu' means 'gpus', not 'cpu'.
        (string Word, int Distance) best = candidates
            .Select(candidate => (candidate, Distance(wanted, candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Item2)
            .ThenBy(pair => pair.candidate.StartsWith(initial, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .FirstOrDefault(("", int.MaxValue));
        return best.Distance <= Math.Max(1, word.Length / 3) ? $" (did you mean '{best.Word}'?)" : "";
    }

    /// <summary>
    /// Edit distance with insertions, deletions, substitutions and swaps of neighbours, each of cost 1.
    /// </summary>
    public static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(a, b, i, j, cost);
            }
        }

        return cost[a.Length, b.Length];
    }

    private static int Cheapest(string a, string b, int i, int j, int[,] cost)
    {
        int replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int best = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
