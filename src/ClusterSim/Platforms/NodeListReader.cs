using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms;

/// <summary>
/// Reads the openb node list of the Alibaba cluster trace GPU v2023 (<c>openb_node_list_*.csv</c>), columns
/// <c>sn,cpu_milli,memory_mib,gpu,model</c>. Its fields hold neither quotes nor commas.
/// </summary>
internal sealed class NodeListReader
{
    private const string Header = "sn,cpu_milli,memory_mib,gpu,model";

    private readonly List<PlatformProblem> _problems = [];
    private readonly Dictionary<string, int> _lineOfName = new(StringComparer.Ordinal);

    /// <summary>Whether the text begins with the header of an openb node list.</summary>
    public static bool Recognises(string text) =>
        text.StartsWith(Header, StringComparison.Ordinal)
        && (text.Length == Header.Length || text[Header.Length] is '\r' or '\n');

    public static Platform Read(PlatformFile file) => new NodeListReader().ReadRows(file);

    private Platform ReadRows(PlatformFile file)
    {
        ImmutableArray<Node>.Builder nodes = ImmutableArray.CreateBuilder<Node>();
        int line = 0;
        foreach (ReadOnlySpan<char> row in file.Text.AsSpan().EnumerateLines())
        {
            line++;
            if (line > 1 && !row.IsEmpty && ReadRow(row.ToString().Split(','), line) is { } node)
            {
                nodes.Add(node);
            }
        }

        if (nodes.Count == 0 && _problems.Count == 0)
        {
            _problems.Add(new PlatformProblem("", "found no nodes after the header, expected at least one", 2, 1));
        }

        return _problems.Count > 0
            ? throw new PlatformException(file.Path, [.. _problems])
            : new Platform
            {
                Name = file.Name,
                Nodes = nodes.ToImmutable(),
                Source = "Alibaba cluster trace GPU v2023 (openb), node list " + Path.GetFileName(file.Path),
                Checksum = file.Checksum,
            };
    }

    private Node? ReadRow(string[] fields, int line)
    {
        if (fields.Length != 5)
        {
            Report("", line, 1, $"found {fields.Length} fields, expected 5 ({Header})");
            return null;
        }

        int before = _problems.Count;
        int cpuMilli = (int)Number(fields, 1, "cpu_milli", int.MaxValue, line);
        long memoryMiB = Number(fields, 2, "memory_mib", long.MaxValue, line);
        int gpus = (int)Number(fields, 3, "gpu", Node.MaxTrackedGpus, line);
        CheckName(fields[0], line);
        if (_problems.Count == before && (gpus > 0) != (fields[4].Length > 0))
        {
            Report("model", line, ColumnOf(fields, 4),
                $"found '{fields[4]}' with {gpus} GPUs, expected a model exactly when there are GPUs");
        }

        return _problems.Count > before
            ? null
            : new Node
            {
                Name = fields[0], CpuMilli = cpuMilli, MemoryMiB = memoryMiB, Gpus = gpus, GpuModel = fields[4],
            };
    }

    private void CheckName(string name, int line)
    {
        if (name.Length == 0)
        {
            Report("sn", line, 1, "found nothing, expected the name of a node");
        }
        else if (!_lineOfName.TryAdd(name, line))
        {
            Report("sn", line, 1, $"found '{name}' again (first on line {_lineOfName[name]}), expected unique names");
        }
    }

    private long Number(string[] fields, int index, string column, long max, int line)
    {
        string text = fields[index];
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= max)
        {
            return value;
        }

        Report(column, line, ColumnOf(fields, index), $"found '{text}', expected a whole number from 0 to {max}");
        return 0;
    }

    private void Report(string column, int line, int at, string message) =>
        _problems.Add(new PlatformProblem(column, message, line, at));

    private static int ColumnOf(string[] fields, int index) => 1 + fields.Take(index).Sum(field => field.Length + 1);
}
