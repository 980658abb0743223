using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Platforms;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Reads data-source documents of CRE: which files hold which kind of log, how their stamps look, and how late their
/// entries may come.
/// </summary>
public static class LogSources
{
    /// <summary>Reads a document.</summary>
    /// <param name="path">Path of a YAML file with a list <c>sources</c>.</param>
    /// <returns>The sources in order; a second one of a type is there, too, though only the first is used.</returns>
    /// <exception cref="RuleException">Something is wrong; it lists all problems.</exception>
    public static ImmutableArray<LogSource> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RuleFile file = new(path, lenient: true);
        YamlMappingNode? root = ReadRoot(file);
        ImmutableArray<LogSource> sources = root is null
            ? []
            : [.. file.Items(root, "sources").Select(node => ReadSource(file, node)).OfType<LogSource>()];
        if (sources.IsEmpty && file.Problems.Count == 0)
        {
            file.Problems.Add(new RuleProblem(path, 0, 0, "no 'sources'", "a list 'sources' with a type each"));
        }

        return file.Problems.Count == 0 ? sources : throw new RuleException([.. file.Problems]);
    }

    private static YamlMappingNode? ReadRoot(RuleFile file)
    {
        try
        {
            string text = File.ReadAllText(file.Path);
            YamlDepth.Check(text);
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? null : file.Mapping(stream.Documents[0].RootNode, "document");
        }
        catch (YamlException e)
        {
            file.Problems.Add(new RuleProblem(
                file.Path, (int)e.Start.Line, (int)e.Start.Column, $"broken YAML ({e.Message.TrimEnd('.')})",
                "well-formed YAML"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Problems.Add(
                new RuleProblem(file.Path, 0, 0, $"a file that cannot be read ({e.Message})", "a readable file"));
        }

        return null;
    }

    private static LogSource? ReadSource(RuleFile file, YamlNode node)
    {
        if (file.Mapping(node, "a source") is not { } source)
        {
            return null;
        }

        string type = file.Text(source, "type") ?? "";
        if (type.Length == 0)
        {
            file.ReportValue(source, "type", "the kind of log that rules name as their source");
        }

        TimeSpan window = file.Duration(source, "window") ?? TimeSpan.Zero;
        LogStamp? stamp = ReadStamp(file, source);
        ImmutableArray<LogLocation> locations =
        [
            .. file.Items(source, "locations").Select(item => ReadLocation(file, item, window, stamp))
                .OfType<LogLocation>(),
        ];
        if (locations.IsEmpty)
        {
            file.ReportValue(source, "locations", "a list of one or more places, each with a 'path'");
        }

        return new LogSource(type, file.Text(source, "name") ?? "", locations);
    }

    private static LogLocation? ReadLocation(RuleFile file, YamlNode node, TimeSpan window, LogStamp? stamp)
    {
        if (file.Mapping(node, "a location") is not { } location)
        {
            return null;
        }

        string path = file.Text(location, "path") ?? "";
        if (path.Length == 0)
        {
            file.ReportValue(location, "path", "the path of a log");
        }

        if (file.Text(location, "type") is { } type and not ("" or "log"))
        {
            file.ReportValue(location, "type", $"log, not {type}");
        }

        return new LogLocation(
            path, file.Duration(location, "window") ?? window, ReadStamp(file, location) ?? stamp);
    }

    private static LogStamp? ReadStamp(RuleFile file, YamlMappingNode parent)
    {
        if (file.Mapping(parent, "timestamp", required: false) is not { } stamp)
        {
            return null;
        }

        string expression = file.Text(stamp, "regex") ?? "", format = file.Text(stamp, "format") ?? "";
        if (expression.Length == 0 || format.Length == 0)
        {
            file.Report(stamp, "a 'timestamp' without both", "'regex' and 'format'");
            return null;
        }

        try
        {
            Re2.Check(expression);
            return new LogStamp(expression, format);
        }
        catch (FormatException e)
        {
            file.ReportValue(stamp, "regex", $"an RE2 expression ({e.Message})");
            return null;
        }
    }
}
