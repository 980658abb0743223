namespace ClusterSim.Tests.Behavior.Mining;

/// <summary>Small inputs out of arbitrary numbers, and every pattern that could be in them.</summary>
internal static class SmallSequences
{
    private static readonly int[][] s_sets = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

    /// <summary>Up to five sequences of up to five sets over three symbols.</summary>
    public static int[][][] Of(int[] draws) =>
    [
        .. draws.Chunk(5).Take(5).Select(chunk => chunk.Select(draw => s_sets[(draw & int.MaxValue) % 7]).ToArray()),
    ];

    /// <summary>Up to fourteen points with ascending times, each with a set over three symbols.</summary>
    public static (long Time, int[] Set)[] Points(int[] draws)
    {
        long time = 0;
        return
        [
            .. draws.Take(14).Select(draw =>
                (time += 1 + ((draw & int.MaxValue) / 7 % 3), s_sets[(draw & int.MaxValue) % 7])),
        ];
    }

    /// <summary>Every pattern of at most <paramref name="maxLength"/> symbols.</summary>
    public static IEnumerable<int[][]> Patterns(int symbols, int maxLength)
    {
        foreach (int[] set in s_sets.Where(set => set.Length <= maxLength && set[^1] < symbols))
        {
            yield return [set];
            foreach (int[][] rest in Patterns(symbols, maxLength - set.Length))
            {
                yield return [set, .. rest];
            }
        }
    }
}
