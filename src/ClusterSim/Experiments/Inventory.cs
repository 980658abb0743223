using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Traces.Auditing;

namespace ClusterSim.Experiments;

/// <summary>What there is to build experiments of: a name and one line each.</summary>
public static class Inventory
{
    /// <summary>The trace formats that can be read, then the traces in a folder.</summary>
    /// <param name="folder">The folder; it may be missing.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Traces(string folder) =>
    [
        .. TraceFormats.All.Select(format => KeyValuePair.Create(format.Name, OfFormat(format))),
        .. Files(folder, ".csv", ".csv.gz", ".swf", ".swf.gz")
            .Select(path => KeyValuePair.Create(path, Line(path, OfTrace))),
    ];

    /// <summary>The policies of the catalogue, then how their crossings are called.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Policies() =>
    [
        .. PolicyMaker.Names.Select(name => KeyValuePair.Create(name, PolicyMaker.Describe(name))),
        new("ORDER+BACKFILL", $"such as sjf+easy: {PolicyCatalog.CrossingForm}."),
    ];

    /// <summary>The platform shorthands, then the platforms in a folder.</summary>
    /// <param name="folder">The folder; it may be missing.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Platforms(string folder) =>
    [
        new("cores:N", "shorthand: one pool of N cores"),
        new("cores:NxC", "shorthand: N nodes with C cores each"),
        new("gpus:N", "shorthand: one pool of N GPUs"),
        new("gpus:NxG", "shorthand: N nodes with G GPUs each; gpus:NxG+C with C cores each, too"),
        new("pools:NxG", "shorthand: as gpus:NxG, but GPU shares are not kept to one device"),
        new("swf:FILE", "the machine of a log in the Standard Workload Format"),
        .. Files(folder, ".yaml", ".yml").Select(path => KeyValuePair.Create(path, Line(path, OfPlatform))),
    ];

    /// <summary>
    /// The rules of the library, of a file or of a folder: identifier, title, action, confidence, source.
    /// </summary>
    /// <param name="nameOrPath">Name of the library, or a file or folder; it may be missing.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Rules(string nameOrPath) =>
        Path.Exists(RuleLibrary.PathOf(nameOrPath))
            ? [.. CreRules.Load(nameOrPath).Rules.OrderBy(rule => rule.CreId, StringComparer.Ordinal)
                .Select(rule => KeyValuePair.Create(rule.CreId, OfRule(rule)))]
            : [];

    private static IEnumerable<string> Files(string folder, params string[] endings) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            // What the generator knows about the jobs stands beside its traces.
            .Where(path => !path.Contains(".labels.", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
        : [];

    // A broken file is part of the list, not the end of it.
    private static string Line(string path, Func<string, string> describe)
    {
        try
        {
            return describe(path);
        }
        catch (Exception error) when (InputProblems.Of(error) is { IsDefault: false } problems)
        {
            return "cannot be used: " + problems[0];
        }
    }

    private static string OfFormat(TraceFormat format)
    {
        int issues = KnownTraces.CountOf(format.Name);
        return "format: " + format.Description
            + (issues > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({issues} known issues)") : "");
    }

    private static string OfTrace(string path)
    {
        Trace trace = Trace.Open(path);
        return string.Create(CultureInfo.InvariantCulture, $"{trace.Format.Name}, {trace.Report.JobsKept} jobs");
    }

    private static string OfPlatform(string path)
    {
        Platform platform = Platform.Load(path);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{platform.Nodes.Length} nodes, {platform.TotalGpus} GPUs, {platform.TotalCpuMilli / 1000m} cores");
    }

    private static string OfRule(CreRule rule)
    {
        string action = rule.Action is { } what
            ? string.Create(
                CultureInfo.InvariantCulture, $"; {NameOf(what.Recommend)}, confidence {what.Confidence:0.0#}")
            : "";
        string source = rule.References.Length > 0 ? $"; {rule.References[0]}" : "";
        return $"{rule.RuleId}: {rule.Title}{action}{source}";
    }

    // As rule files spell it: CheckpointRequeue is checkpoint-requeue.
    private static string NameOf(RecommendedAction action) => string.Concat(
        action.ToString().Select((letter, i) => char.IsUpper(letter)
            ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter)
            : letter.ToString()));
}
