using ClusterSim.Engine;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>What was asked.</summary>
internal static class QuestionSection
{
    public static ReportSection Of(ReportScope scope, string question)
    {
        RunResult run = scope.Baseline.Result;
        string jobs = $"{Readable.Count(run.Jobs.Length)} jobs of the trace {run.Workload.Source.Name}, submitted over "
            + $"{Readable.Duration((run.Workload.LastSubmit - run.Workload.FirstSubmit).TotalSeconds)}";
        string seeds = scope.Seeds > 1 ? $", with {scope.Seeds} seeds" : "";
        string cluster = $"{run.Platform.Name} ({Size(scope)}){seeds}";
        string[] names = [.. scope.Runs.Skip(1).Select(other => other.Name)];
        string others = names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
        string what = scope.Runs.Length == 1
            ? $"What does {scope.Baseline.Name} make of {jobs}, on {cluster}?"
            : $"What would {others} change against {scope.Baseline.Name}, the baseline, for {jobs}, on {cluster}?";
        return new ReportSection("question", "What was asked",
            question.Length > 0
                ? [new ParagraphBlock(question), new ParagraphBlock(what)] : [new ParagraphBlock(what)]);
    }

    private static string Size(ReportScope scope)
    {
        var platform = scope.Baseline.Result.Platform;
        string nodes = $"{Readable.Count(platform.Nodes.Length)} {(platform.Nodes.Length == 1 ? "node" : "nodes")}";
        return scope.HasGpus
            ? $"{nodes}, {Readable.Count(platform.TotalGpus)} GPUs"
            : $"{nodes}, {Readable.Count(platform.TotalCpuMilli / 1000)} cores";
    }
}
