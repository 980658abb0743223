using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Classification;

/// <summary>Rows to learn from and rows to judge by.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Test">Rows to judge by.</param>
public sealed record DataSplit(ImmutableArray<int> Train, ImmutableArray<int> Test)
{
    /// <summary>
    /// Parts rows into folds so that no job and no user is in two of them: rows that share either are kept together,
    /// and the groups are dealt, largest first, to the fold with the fewest rows so far.
    /// </summary>
    /// <param name="table">The rows.</param>
    /// <param name="folds">Number of folds, 2 or more.</param>
    /// <param name="seed">Seed of the order among groups of equal size.</param>
    /// <returns>One split for each fold, which is its test part.</returns>
    /// <exception cref="ArgumentException">There are fewer groups than folds.</exception>
    public static ImmutableArray<DataSplit> ByJobAndUser(LabelledTable table, int folds, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[][] groups = GroupsOf(table);
        if (groups.Length < folds)
        {
            throw new ArgumentException(
                $"found {groups.Length} groups of rows that share neither job nor user, expected {folds} or more");
        }

        RandomStream random = new(seed, "folds");
        List<int>[] dealt = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];
        foreach (int[] group in groups.Select(group => (group, Order: random.NextDouble()))
            .OrderByDescending(entry => entry.group.Length).ThenBy(entry => entry.Order).Select(entry => entry.group))
        {
            dealt.MinBy(fold => fold.Count)!.AddRange(group);
        }

        return
        [
            .. dealt.Select(test => new DataSplit(
                [.. Enumerable.Range(0, table.Labels.Length).Except(test)], [.. test.Order()])),
        ];
    }

    /// <summary>Refuses a split that lets a learner recognise whom it has seen.</summary>
    /// <param name="table">The rows.</param>
    /// <exception cref="ArgumentException">A job or a user is in both parts; the first is named.</exception>
    public void RefuseLeaks(LabelledTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Refuse("job", table.Jobs);
        Refuse("user", table.Users);
    }

    private void Refuse(string what, ImmutableArray<string> names)
    {
        HashSet<string> known = [.. Train.Select(row => names[row])];
        if (Test.Select(row => names[row]).FirstOrDefault(known.Contains) is { } leaked)
        {
            throw new ArgumentException(
                $"found {what} {leaked} in the train part and in the test part, expected it in one of them");
        }
    }

    private static int[][] GroupsOf(LabelledTable table)
    {
        int[] parent = [.. Enumerable.Range(0, table.Labels.Length)];
        int Root(int row)
        {
            while (parent[row] != row)
            {
                row = parent[row] = parent[parent[row]];
            }

            return row;
        }

        foreach (ImmutableArray<string> names in new[] { table.Jobs, table.Users })
        {
            Dictionary<string, int> first = [];
            for (int row = 0; row < names.Length; row++)
            {
                if (!first.TryAdd(names[row], row))
                {
                    parent[Root(row)] = Root(first[names[row]]);
                }
            }
        }

        return [.. Enumerable.Range(0, parent.Length).GroupBy(Root).Select(group => group.ToArray())];
    }
}
