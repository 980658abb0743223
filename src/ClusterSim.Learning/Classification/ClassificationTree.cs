using ClusterSim.Learning.Features;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Classification;

/// <summary>
/// One tree (Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984): each split takes the
/// threshold, midway between two values, that lowers the Gini impurity most.
/// </summary>
internal sealed class ClassificationTree
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _shares = [];
    private readonly int _classes;

    private ClassificationTree(int classes) => _classes = classes;

    public static ClassificationTree Grow(
        FeatureTable features, int[] labels, int classes, int[] rows, RandomForestOptions options, RandomStream random)
    {
        ClassificationTree tree = new(classes);
        TreeSplitter splitter = new(features, labels, classes, options, random);
        int[] own = [.. rows];
        tree._nodes.Add(default);
        Stack<(int Node, int From, int To)> open = new([(0, 0, own.Length)]);
        while (open.TryPop(out (int Node, int From, int To) part))
        {
            Span<int> members = own.AsSpan(part.From..part.To);
            if (splitter.Best(members) is not { } split)
            {
                tree._nodes[part.Node] = new TreeNode(-1, 0, tree._shares.Count, 0);
                tree._shares.AddRange(splitter.SharesOf(members));
                continue;
            }

            int middle = part.From + splitter.Part(members, split), left = tree._nodes.Count;
            tree._nodes[part.Node] = new TreeNode(split.Feature, split.Threshold, left, left + 1);
            tree._nodes.AddRange([default, default]);
            open.Push((left + 1, middle, part.To));
            open.Push((left, part.From, middle));
        }

        return tree;
    }

    /// <summary>Share of each class in the leaf that a row reaches.</summary>
    public ReadOnlySpan<double> SharesOf(ReadOnlySpan<double> row)
    {
        TreeNode node = _nodes[0];
        while (node.Feature >= 0)
        {
            node = _nodes[row[node.Feature] <= node.Threshold ? node.Left : node.Right];
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_shares).Slice(node.Left, _classes);
    }

    /// <summary>A split, or a leaf: feature -1, and where its shares start in place of the left child.</summary>
    private readonly record struct TreeNode(int Feature, double Threshold, int Left, int Right);
}
