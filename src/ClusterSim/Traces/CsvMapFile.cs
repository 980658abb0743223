using System.Globalization;
using ClusterSim.Platforms;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Traces;

/// <summary>Reads a column map from YAML and reports everything that is wrong with it at once.</summary>
internal sealed class CsvMapFile
{
    private static readonly string[] s_keys = ["columns", "separator", "unknown", "time_zero"];
    private static readonly string[] s_entryKeys = ["column", "constant", "unit", "format", "default", "values"];
    private readonly string _path;
    private readonly List<string> _problems = [];

    private CsvMapFile(string path) => _path = path;

    /// <summary>Reads the map at <paramref name="path"/>.</summary>
    /// <exception cref="TraceFormatException">The map cannot be read or has faults; the message lists all of
    /// them.</exception>
    public static CsvMap Load(string path)
    {
        CsvMapFile file = new(path);
        CsvMap map = file.Read(file.Root());
        return file._problems.Count == 0
            ? map
            : throw new TraceFormatException(
                string.Join("\n", file._problems.Prepend($"{path}: not a valid column map:")));
    }

    /// <summary>Name of a field in a map, e.g. <c>submit_time</c>.</summary>
    public static string NameOf(CsvMapField field) =>
        string.Concat(field.ToString()
            .Select((c, i) => (i > 0 && char.IsUpper(c) ? "_" : "") + char.ToLowerInvariant(c)));

    private YamlMappingNode Root()
    {
        try
        {
            YamlStream yaml = [];
            string text = File.ReadAllText(_path);
            YamlDepth.Check(text);
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new TraceFormatException(_path, 0, "", "no mapping",
                    "one YAML document with the key 'columns'");
        }
        catch (YamlException error)
        {
            throw new TraceFormatException(_path, error.Start.Line, "", "broken YAML: " + error.Message,
                "a column map");
        }
    }

    private CsvMap Read(YamlMappingNode root)
    {
        Known(root, s_keys, "");
        Dictionary<CsvMapField, CsvMapEntry> fields = ReadFields(Child(root, "columns"), root);
        bool runTimeKnown = fields.ContainsKey(CsvMapField.RunTime)
            || (fields.ContainsKey(CsvMapField.StartTime) && fields.ContainsKey(CsvMapField.EndTime));
        Require(fields.ContainsKey(CsvMapField.SubmitTime), root, "columns.submit_time", "nothing", "a column for it");
        Require(runTimeKnown, root, "columns.run_time", "nothing", "a column for it, or start_time and end_time");
        string separator = Scalar(Child(root, "separator"), "separator") ?? ",";
        Require(separator.Length == 1 && separator[0] < 128, root, "separator", $"'{separator}'",
            "one ASCII character");
        return new CsvMap(_path, fields, separator.Length == 1 ? separator[0] : ',', ReadUnknown(root),
            ReadZero(root, fields));
    }

    private Dictionary<CsvMapField, CsvMapEntry> ReadFields(YamlNode? node, YamlNode root)
    {
        Dictionary<CsvMapField, CsvMapEntry> fields = [];
        if (node is not YamlMappingNode columns)
        {
            Require(false, node ?? root, "columns", node is null ? "nothing" : "no mapping", "field: column pairs");
            return fields;
        }

        Dictionary<string, CsvMapField> names = Enum.GetValues<CsvMapField>().ToDictionary(NameOf);
        foreach ((YamlNode key, YamlNode value) in columns.Children)
        {
            string name = key.ToString();
            if (names.TryGetValue(name, out CsvMapField field))
            {
                fields[field] = ReadEntry(field, value, "columns." + name);
            }
            else
            {
                Require(false, key, "columns." + name, "an unknown field", "one of " + string.Join(", ", names.Keys));
            }
        }

        return fields;
    }

    private CsvMapEntry ReadEntry(CsvMapField field, YamlNode node, string path)
    {
        IReadOnlyList<string> units = CsvMapUnits.Of(field);
        string defaultUnit = units.Count > 0 ? units[0] : "";
        if (node is YamlScalarNode { Value.Length: > 0 } column)
        {
            return new CsvMapEntry(column.Value!, null, defaultUnit, "", null, new Dictionary<string, string>());
        }

        if (node is not YamlMappingNode parts)
        {
            Require(false, node, path, "no column", "a column name, or a mapping with 'column' or 'constant'");
            return new CsvMapEntry("", "", defaultUnit, "", null, new Dictionary<string, string>());
        }

        Known(parts, s_entryKeys, path + ".");
        string? name = Scalar(Child(parts, "column"), path + ".column"),
            constant = Scalar(Child(parts, "constant"), path + ".constant");
        Require(name is null != constant is null, node, path, "both or none of 'column' and 'constant'", "one of them");
        string unit = Scalar(Child(parts, "unit"), path + ".unit") ?? defaultUnit;
        Require(
            units.Contains(unit) || unit == defaultUnit, node, path + ".unit", $"'{unit}'",
            units.Count > 0 ? "one of " + string.Join(", ", units) : "no unit for this field");
        return new CsvMapEntry(
            name ?? "", constant, units.Contains(unit) ? unit : defaultUnit,
            Scalar(Child(parts, "format"), path + ".format") ?? "",
            Scalar(Child(parts, "default"), path + ".default"), ReadValues(Child(parts, "values"), path + ".values"));
    }

    private Dictionary<string, string> ReadValues(YamlNode? node, string path)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        Require(node is null or YamlMappingNode, node!, path, "no mapping",
            "pairs of a word of the table and its meaning");
        foreach ((YamlNode word, YamlNode meaning) in (node as YamlMappingNode ?? []).Children)
        {
            values[word.ToString()] = meaning.ToString();
        }

        return values;
    }

    private HashSet<string> ReadUnknown(YamlMappingNode root)
    {
        YamlNode? node = Child(root, "unknown");
        Require(node is null or YamlSequenceNode, node!, "unknown", "no list", "a list of texts that mean unknown");
        return node is YamlSequenceNode texts ? [.. texts.Children.Select(text => text.ToString()), ""] : [""];
    }

    private bool ReadZero(YamlMappingNode root, Dictionary<CsvMapField, CsvMapEntry> fields)
    {
        bool calendar = fields.TryGetValue(CsvMapField.SubmitTime, out CsvMapEntry? submit)
            && submit.Unit == CsvMapUnits.DateTime;
        string zero = Scalar(Child(root, "time_zero"), "time_zero") ?? (calendar ? "first-submit" : "trace");
        Require(zero is "first-submit" or "trace", root, "time_zero", $"'{zero}'", "first-submit or trace");
        Require(!calendar || zero == "first-submit", root, "time_zero", $"'{zero}'",
            "first-submit, since times are calendar times");
        return zero == "first-submit";
    }

    private void Known(YamlMappingNode node, string[] keys, string path)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            Require(keys.Contains(key.ToString()), key, path + key, "an unknown key",
                "one of " + string.Join(", ", keys));
        }
    }

    private string? Scalar(YamlNode? node, string path)
    {
        Require(node is null or YamlScalarNode, node!, path, "a list or mapping", "one value");
        return (node as YamlScalarNode)?.Value;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    private void Require(bool condition, YamlNode node, string path, string found, string expected)
    {
        if (!condition)
        {
            string line = node.Start.Line.ToString(CultureInfo.InvariantCulture);
            _problems.Add($"  line {line}: {path}: found {found}, expected {expected}.");
        }
    }
}
