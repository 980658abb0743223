using System.Collections.Immutable;

namespace ClusterSim.Platforms.Lists;

/// <summary>Reads a table whose rows describe nodes.</summary>
internal sealed class NodeTable
{
    private const int MaxNodes = 1_000_000;

    private static readonly ImmutableArray<NodeTableFormat> _formats =
    [
        OpenbNodes.Format, PaiMachines.Format, SpotNodes.Format, PhillyMachines.Format, TiresiasCluster.Format,
        LingjunTopology.Format,
    ];

    private readonly NodeTableFormat _format;
    private readonly List<PlatformProblem> _problems = [];
    private readonly Dictionary<string, int> _lineOfName = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();

    private NodeTable(NodeTableFormat format) => _format = format;

    /// <summary>The kind of table that a text is; <c>null</c> when it is none.</summary>
    public static NodeTableFormat? FormatOf(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string first = line.Length < 1000 ? line.ToString() : "";
            return _formats.FirstOrDefault(format => format.Recognises(first));
        }

        return null;
    }

    public static Platform Read(PlatformFile file, NodeTableFormat format)
    {
        NodeTable table = new(format);
        table.ReadRows(file.Text);
        return table._problems.Count > 0
            ? throw new PlatformException(file.Path, [.. table._problems])
            : new Platform
            {
                Name = file.Name,
                Nodes = table._nodes.ToImmutable(),
                GpuModels = table.UsedModels(),
                Source = $"{format.Origin}, {Path.GetFileName(file.Path)}",
                Network = format.Network,
                Notices = format.Notices,
                Checksum = file.Checksum,
            };
    }

    private ImmutableArray<GpuModel> UsedModels()
    {
        HashSet<string> used = [.. _nodes.Select(node => node.GpuModel)];
        return [.. _format.GpuModels.Where(model => used.Contains(model.Name))];
    }

    private void ReadRows(string text)
    {
        int line = 0;
        bool begun = false;
        foreach (ReadOnlySpan<char> row in text.AsSpan().EnumerateLines())
        {
            line++;
            string[] fields = row.IsWhiteSpace() ? [] : row.ToString().Split(',');
            // A table that usually comes without a header may have got one.
            bool isHeader = !begun && fields.Select(field => field.Trim()).SequenceEqual(_format.Columns);
            begun |= fields.Length > 0;
            if (fields.Length > 0 && !isHeader)
            {
                ReadRow(fields, line);
            }
        }

        if (_nodes.Count == 0 && _problems.Count == 0)
        {
            _problems.Add(new PlatformProblem("", "found no nodes after the header, expected at least one", 2, 1));
        }
    }

    private void ReadRow(string[] fields, int line)
    {
        if (fields.Length != _format.Columns.Length)
        {
            string message = $"found {fields.Length} fields, expected {_format.Columns.Length}";
            _problems.Add(new PlatformProblem("", $"{message} ({string.Join(',', _format.Columns)})", line, 1));
            return;
        }

        NodeRow row = new(_format, fields, line, _problems);
        List<Node> nodes = [.. _format.Read(row).Take(MaxNodes - _nodes.Count + 1)];
        CheckName(row);
        if (_nodes.Count + nodes.Count > MaxNodes)
        {
            row.Report(0, $"makes more than {MaxNodes} nodes");
        }

        if (row.IsGood)
        {
            _nodes.AddRange(nodes);
        }
    }

    private void CheckName(NodeRow row)
    {
        if (_format.NameColumn < 0)
        {
            return;
        }

        string name = row.Required(_format.NameColumn, "the name of a node");
        if (name.Length > 0 && !_lineOfName.TryAdd(name, row.Line))
        {
            row.Report(_format.NameColumn,
                $"found '{name}' again (first on line {_lineOfName[name]}), expected unique names");
        }
    }
}
