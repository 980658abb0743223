namespace ClusterSim.Experiments;

/// <summary>Knows where in the file each dotted path stands.</summary>
internal sealed class SpecPositions
{
    private readonly Dictionary<string, SpecNode> _nodes = new(StringComparer.Ordinal);

    public SpecPositions(SpecNode root) => Visit(root, "");

    /// <summary>
    /// The problem with the line and column of its path, or of the nearest path above it that exists.
    /// </summary>
    public ExperimentProblem Place(ExperimentProblem problem)
    {
        if (problem.Line > 0)
        {
            return problem;
        }

        string path = problem.Path;
        SpecNode? node;
        while (!_nodes.TryGetValue(path, out node))
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        // A single value stands for a list of one, which has no place of its own.
        string shown = problem.Path.StartsWith(path + "[0]", StringComparison.Ordinal)
            ? path + problem.Path[(path.Length + 3)..]
            : problem.Path;
        return problem with { Path = shown, Line = node.Line, Column = node.Column };
    }

    private void Visit(SpecNode node, string path)
    {
        _nodes.TryAdd(path, node);
        switch (node)
        {
            case SpecList list:
                for (int i = 0; i < list.Items.Length; i++)
                {
                    Visit(list.Items[i], $"{path}[{i}]");
                }

                break;
            case SpecMap map:
                foreach ((SpecScalar key, SpecNode value) in map.Entries)
                {
                    Visit(value, path.Length == 0 ? key.Text : $"{path}.{key.Text}");
                }

                break;
        }
    }
}
