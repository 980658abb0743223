using System.Collections.Immutable;
using ClusterSim.Impact;

namespace ClusterSim.Reports.Page;

/// <summary>Everything that a report says, before it is written as this or that.</summary>
/// <param name="Title">Title.</param>
/// <param name="Question">The question as it was asked; empty when none was stated.</param>
/// <param name="Scopes">The groups of runs.</param>
/// <param name="Chapters">What is said about each of them.</param>
internal sealed record ReportContent(
    string Title, string Question, ImmutableArray<ReportScope> Scopes, ImmutableArray<ReportChapter> Chapters)
{
    private const int StyleCount = 8;

    // A cell takes at most four bytes in the page; that keeps the largest report below five megabytes.
    private const int MaxOccupancyCells = 1_000_000;

    public static ReportContent Read(string folder, ReportOutline outline)
    {
        if (outline.Groups.IsDefaultOrEmpty || outline.Groups.Any(group => group.Folders.IsDefaultOrEmpty))
        {
            throw new ReportException($"{folder}: found a group without runs, expected at least one run in each.");
        }

        ImmutableArray<ReportScope> scopes = [.. outline.Groups.Select(group => ScopeOf(folder, group))];
        int runs = scopes.Sum(scope => scope.Runs.Length);
        ImmutableArray<ReportChapter> chapters =
            [.. scopes.Select((scope, i) => ChapterOf(scope, outline.Question, i, MaxOccupancyCells / runs))];
        return new ReportContent(
            outline.Title.Length > 0 ? outline.Title : TitleOf(scopes[0]), outline.Question, scopes, chapters);
    }

    private static Comparison Compare(FinishedRun[] runs) => Comparison.Of(
        new ComparisonOptions { Metrics = runs[0].MetricsOptions }, runs[0].Result,
            [.. runs[1..].Select(run => run.Result)]);

    private static ReportScope ScopeOf(string folder, ReportGroup group)
    {
        FinishedRun[] runs = [.. group.Folders.Select(
            name => FinishedRun.Read(Path.GetFullPath(name, Path.GetFullPath(folder))))];
        string[] names = NamesOf(runs);
        return new ReportScope(
            group.Name,
            [.. runs.Select(
                (run, i) => new ReportRun(
                    names[i], i % StyleCount, run, RunMetrics.Of(run.Result, run.MetricsOptions)))],
            runs.Length > 1 ? Compare(runs) : null);
    }

    /// <summary>The labels of the runs; where two are equal, the names of their folders tell them apart.</summary>
    private static string[] NamesOf(FinishedRun[] runs) =>
    [
        .. runs.Select(run => runs.Count(other => other.Label == run.Label) == 1
            ? run.Label
            : $"{run.Label} ({Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Folder))})"),
    ];

    private static string TitleOf(ReportScope scope) =>
        $"{scope.Baseline.Result.Workload.Source.Name} on {scope.Baseline.Result.Platform.Name}";

    private static ReportChapter ChapterOf(ReportScope scope, string question, int index, int occupancyCells)
    {
        string prefix = index == 0 ? "" : $"g{index + 1}-";
        ImmutableArray<ReportSection> sections =
        [
            QuestionSection.Of(scope, index == 0 ? question : ""), AnswerSection.Of(scope),
            TimeSection.Of(scope), DelaySection.Of(scope),
            OccupancySection.Of(scope, occupancyCells), RulesSection.Of(scope), MetricsSection.Of(scope),
            ClassesSection.Of(scope), UnfinishedSection.Of(scope), ProvenanceSection.Of(scope),
        ];
        return new ReportChapter(
            scope.Name,
            [.. sections.Where(section => section.Blocks.Length > 0)
                .Select(section => section with { Id = prefix + section.Id })]);
    }
}
