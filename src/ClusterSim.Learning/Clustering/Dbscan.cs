using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Clustering;

/// <summary>
/// Clusters as connected dense regions (Ester, Kriegel, Sander and Xu, KDD 1996), with a k-d tree for neighbours. Where
/// the paper gives a border row to whichever cluster reaches it first, here the nearest core decides, the lower row on
/// a tie: the result does not depend on the order of the rows.
/// </summary>
public static class Dbscan
{
    /// <summary>Finds the clusters of a table; scale its features first.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="options">What dense means; <c>null</c>: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static Clusters Find(FeatureTable table, DbscanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new DbscanOptions();
        options.Check();
        KdTree tree = new(table);
        bool[] core = new bool[table.RowCount];
        List<int> near = [];
        for (int row = 0; row < core.Length; row++)
        {
            core[row] = tree.Neighbours(row, options.Epsilon, near).Count >= options.MinPoints;
        }

        int[] labels = Connect(tree, core, options.Epsilon);
        AddBorders(table, tree, core, labels, options.Epsilon);
        return Numbered(labels, core);
    }

    private static int[] Connect(KdTree tree, bool[] core, double epsilon)
    {
        int[] labels = new int[core.Length];
        Array.Fill(labels, -1);
        Stack<int> open = new();
        List<int> near = [];
        for (int seed = 0; seed < core.Length; seed++)
        {
            if (!core[seed] || labels[seed] >= 0)
            {
                continue;
            }

            labels[seed] = seed;
            open.Push(seed);
            while (open.TryPop(out int row))
            {
                foreach (int other in tree.Neighbours(row, epsilon, near))
                {
                    if (core[other] && labels[other] < 0)
                    {
                        labels[other] = seed;
                        open.Push(other);
                    }
                }
            }
        }

        return labels;
    }

    private static void AddBorders(FeatureTable table, KdTree tree, bool[] core, int[] labels, double epsilon)
    {
        List<int> near = [];
        for (int row = 0; row < core.Length; row++)
        {
            if (core[row])
            {
                continue;
            }

            double least = double.PositiveInfinity;
            foreach (int other in tree.Neighbours(row, epsilon, near).Order())
            {
                double distance = KdTree.SquaredDistance(table.Row(row), table.Row(other));
                if (core[other] && distance < least)
                {
                    (least, labels[row]) = (distance, labels[other]);
                }
            }
        }
    }

    private static Clusters Numbered(int[] labels, bool[] core)
    {
        var clusters = labels.Select((label, row) => (label, row)).Where(member => member.label >= 0)
            .GroupBy(member => member.label).Select(group => (group.Key, Size: group.Count(), First: group.First().row))
            .OrderByDescending(cluster => cluster.Size).ThenBy(cluster => cluster.First).ToArray();
        Dictionary<int, int> numbers = clusters.Select((cluster, i) => (cluster.Key, i))
            .ToDictionary(pair => pair.Key, pair => pair.i);
        numbers.Add(-1, -1);
        return new Clusters(
            [.. labels.Select(label => numbers[label])], [.. core], [.. clusters.Select(cluster => cluster.Size)]);
    }
}
