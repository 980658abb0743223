using System.Collections.Immutable;
using ClusterSim.Learning.Features;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Classification;

/// <summary>
/// A random forest (Breiman, Machine Learning 45, 2001): trees grown by Gini impurity on bootstrap samples, a random
/// choice of features at each split; the class is that of the largest mean share over the leaves reached.
/// </summary>
public sealed class RandomForest : IClassifier
{
    private readonly ClassificationTree[] _trees;

    private RandomForest(ImmutableArray<string> classes, ClassificationTree[] trees, double outOfBagError)
    {
        (Classes, _trees, OutOfBagError) = (classes, trees, outOfBagError);
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Classes { get; }

    /// <summary>
    /// Share of training rows that the trees which did not see them get wrong; NaN when every tree saw every row. It
    /// knows nothing of jobs and users: rows of one job make it too small.
    /// </summary>
    public double OutOfBagError { get; }

    /// <summary>Grows a forest.</summary>
    /// <param name="table">At least one row.</param>
    /// <param name="options">How; <c>null</c>: the defaults.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static RandomForest Train(LabelledTable table, RandomForestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new RandomForestOptions();
        options.Check();
        int count = table.Labels.Length;
        if (count == 0)
        {
            throw new ArgumentException("found no rows, expected at least one", nameof(table));
        }

        ImmutableArray<string> classes = [.. table.Labels.Distinct().Order(StringComparer.Ordinal)];
        int[] labels = [.. table.Labels.Select(label => classes.IndexOf(label))];
        double[,] votes = new double[count, classes.Length];
        var trees = new ClassificationTree[options.Trees];
        for (int i = 0; i < trees.Length; i++)
        {
            RandomStream random = new(options.Seed, $"tree/{i}");
            int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(count))];
            trees[i] = ClassificationTree.Grow(table.Features, labels, classes.Length, rows, options, random);
            Vote(trees[i], table.Features, rows, votes);
        }

        return new RandomForest(classes, trees, ErrorOf(votes, labels));
    }

    /// <summary>Mean share of each class over the leaves that a row reaches, in the order of the classes.</summary>
    /// <param name="row">Features as in training.</param>
    public double[] Shares(ReadOnlySpan<double> row)
    {
        double[] shares = new double[Classes.Length];
        foreach (ClassificationTree tree in _trees)
        {
            ReadOnlySpan<double> leaf = tree.SharesOf(row);
            for (int i = 0; i < shares.Length; i++)
            {
                shares[i] += leaf[i] / _trees.Length;
            }
        }

        return shares;
    }

    /// <inheritdoc/>
    public string Predict(ReadOnlySpan<double> row)
    {
        double[] shares = Shares(row);
        return Classes[Array.IndexOf(shares, shares.Max())];
    }

    private static void Vote(ClassificationTree tree, FeatureTable features, int[] rows, double[,] votes)
    {
        bool[] seen = new bool[features.RowCount];
        Array.ForEach(rows, row => seen[row] = true);
        for (int row = 0; row < seen.Length; row++)
        {
            ReadOnlySpan<double> shares = seen[row] ? [] : tree.SharesOf(features.Row(row));
            for (int i = 0; i < shares.Length; i++)
            {
                votes[row, i] += shares[i];
            }
        }
    }

    private static double ErrorOf(double[,] votes, int[] labels)
    {
        int judged = 0, wrong = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            int best = 0;
            double sum = 0;
            for (int i = 0; i < votes.GetLength(1); i++)
            {
                sum += votes[row, i];
                best = votes[row, i] > votes[row, best] ? i : best;
            }

            judged += sum > 0 ? 1 : 0;
            wrong += sum > 0 && best != labels[row] ? 1 : 0;
        }

        return judged == 0 ? double.NaN : (double)wrong / judged;
    }
}
