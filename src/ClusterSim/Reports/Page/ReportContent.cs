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

        return Of(outline.Title, outline.Question, [.. outline.Groups.Select(group => Read(folder, group))]);
    }

    /// <summary>
    /// What is said about groups of runs: where they have several seeds the answer over all of them first, then each.
    /// </summary>
    public static ReportContent Of(string title, string question, IReadOnlyList<RunGroup> groups)
    {
        ImmutableArray<ReportScope> single =
        [
            .. groups.SelectMany(group => Enumerable.Range(0, group.Seeds).Select(i => ScopeOf(group.OfSeed(i)))),
        ];
        IEnumerable<ReportScope> overall = groups.Where(group => group.Seeds > 1 && group.Arms.Length > 1)
            .Select(group => OverSeeds(group, single[groups.TakeWhile(other => other != group).Sum(g => g.Seeds)]));
        ImmutableArray<ReportScope> scopes = [.. overall, .. single];
        int cells = MaxOccupancyCells / single.Sum(scope => scope.Runs.Length);
        return new ReportContent(
            title.Length > 0 ? title : TitleOf(single[0]), question, scopes,
            [
                .. scopes.Select((scope, i) => ChapterOf(scope, question, i, cells) with
                {
                    IsDetail = scope.Seeds == 1 && scopes.Length > single.Length,
                }),
            ]);
    }

    private static RunGroup Read(string folder, ReportGroup group) => new(
        group.Name,
        [
            .. group.Folders.Select(name => Path.GetFullPath(name, Path.GetFullPath(folder)))
                .Select(path => new[] { FinishedRun.Read(path) }),
        ]);

    // Runs of the first seed stand for the policies; their own metrics are not shown.
    private static ReportScope OverSeeds(RunGroup group, ReportScope first) => first with
    {
        Name = group.Name.Length > 0 ? $"{group.Name}, over {group.Seeds} seeds" : $"Over {group.Seeds} seeds",
        Comparison = group.Comparison,
        Seeds = group.Seeds,
    };

    private static ReportScope ScopeOf(RunGroup group)
    {
        FinishedRun[] runs = [.. group.Arms.Select(arm => arm[0])];
        string[] names = NamesOf(runs);
        RunMetrics[] metrics = group.Comparison is { } comparison
            ? [comparison.BaselineMetrics[0], .. comparison.Arms.Select(arm => arm.Metrics[0])]
            : [RunMetrics.Of(runs[0].Result, runs[0].MetricsOptions)];
        return new ReportScope(
            group.Name, [.. runs.Select((run, i) => new ReportRun(names[i], i % StyleCount, run, metrics[i]))],
            group.Comparison);
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
        ReportSection[] opening = [QuestionSection.Of(scope, index == 0 ? question : ""), AnswerSection.Of(scope)];
        ReportSection[] sections = scope.Seeds > 1 ? [.. opening, MetricsSection.Of(scope)] :
        [
            .. opening, TimeSection.Of(scope), DelaySection.Of(scope),
            TradeOffSection.Of(scope),
            OccupancySection.Of(scope, occupancyCells), NetworkSection.Of(scope), RulesSection.Of(scope),
            MetricsSection.Of(scope), ClassesSection.Of(scope), UsersSection.Of(scope), AccessSection.Of(scope),
            UnfinishedSection.Of(scope), ProvenanceSection.Of(scope),
        ];
        return new ReportChapter(
            scope.Name,
            [.. sections.Where(section => section.Blocks.Length > 0)
                .Select(section => section with { Id = prefix + section.Id })]);
    }
}
