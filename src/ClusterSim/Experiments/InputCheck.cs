using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior.Rules;
using ClusterSim.Platforms;
using ClusterSim.Traces;

namespace ClusterSim.Experiments;

/// <summary>The result of checking one input file.</summary>
/// <param name="Path">The file, as it was named by the caller.</param>
/// <param name="Kind">What it is, judged from its content.</param>
/// <param name="Summary">One line on what it holds; empty when there are problems.</param>
/// <param name="Problems">Everything that is wrong, one line each with its place; empty when the file is good.</param>
public sealed record InputCheck(string Path, InputKind Kind, string Summary, ImmutableArray<string> Problems)
{
    /// <summary>What a good file says that is not used, and what was assumed.</summary>
    /// <value>One sentence each; default empty.</value>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Recognises a file from its content and checks all of it.</summary>
    /// <param name="path">The file.</param>
    public static InputCheck Of(string path)
    {
        InputKind kind = InputRecognition.KindOf(path);
        if (InputRecognition.Stranger(path) is { } reason)
        {
            return new InputCheck(path, kind, "", [$"{path}: {reason}"]);
        }

        try
        {
            if (kind == InputKind.Platform)
            {
                Platform platform = Platform.Load(path);
                return new InputCheck(path, kind, OfPlatform(platform), []) { Notices = platform.Notices };
            }

            return new InputCheck(path, kind, Summarise(path, kind), []);
        }
        catch (Exception error) when (InputProblems.Of(error) is { IsDefault: false } problems)
        {
            return new InputCheck(path, kind, "", problems);
        }
    }

    private static string Summarise(string path, InputKind kind) => kind switch
    {
        InputKind.Experiment => Count(ExperimentSpec.Load(path).Expand().Length, "scenario"),
        InputKind.Rules => Count(RulesOf(path).Length, "rule"),
        _ => OfTrace(Trace.Open(path)),
    };

    private static string OfPlatform(Platform platform) =>
        Text($"{platform.Nodes.Length} nodes, {platform.TotalGpus} GPUs, {platform.TotalCpuMilli / 1000m} cores");

    private static string OfTrace(Trace trace)
    {
        TraceReport report = trace.Report;
        return Text($"{report.Format}: {report.RowsRead} rows, {report.JobsKept} jobs, {report.RowsLeftOut} left out");
    }

    private static string Count(int number, string noun) => Text($"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<CreRule> RulesOf(string path)
    {
        RuleSet rules = CreRules.Load(path);
        return rules.TaxonomyProblems.IsEmpty ? rules.Rules : throw new RuleException(rules.TaxonomyProblems);
    }
}
