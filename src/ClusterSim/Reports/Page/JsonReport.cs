using System.Text.Json;
using System.Text.Json.Serialization;
using ClusterSim.Impact;

namespace ClusterSim.Reports.Page;

/// <summary>The report as data.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(ReportContent content) => JsonSerializer.Serialize(new
    {
        content.Title,
        content.Question,
        Groups = content.Scopes.Zip(content.Chapters, Group),
    }, Options) + "\n";

    private static object Group(ReportScope scope, ReportChapter chapter) => new
    {
        scope.Name,
        Baseline = scope.Baseline.Name,
        Answer = scope.Comparison?.Answer
            ?? chapter.Sections.SelectMany(section => section.Blocks).OfType<ParagraphBlock>()
                .First(found => found.Emphasis).Text,
        scope.Seeds,
        Runs = scope.Seeds > 1 ? [] : scope.Runs.Select(Run),
        Differences = scope.Comparison?.Arms.Select((arm, i) => new
        {
            Run = scope.Runs[i + 1].Name,
            arm.PairedJobs,
            arm.Answer,
            Metrics = arm.Differences.Where(difference => difference.Change is not null).Select(Difference),
        }),
        Charts = chapter.Sections.SelectMany(section => section.Blocks).OfType<ChartBlock>().Select(Chart),
        Tables = chapter.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>()
            .Select(table => new { table.Title, table.Headers, table.Rows }),
    };

    private static object Run(ReportRun run) => new
    {
        run.Name,
        run.Finished.Summary,
        Metrics = MetricCatalog.ValuesOf(run.Metrics).ToDictionary(value => value.Metric.Name, value => value.Value),
    };

    private static object Difference(Difference difference) => new
    {
        Metric = difference.Metric.Name,
        difference.Baseline,
        difference.Value,
        difference.Change,
        Low = difference.ChangeInterval?.Low,
        High = difference.ChangeInterval?.High,
        difference.AdjustedPValue,
        difference.Verdict,
        difference.Basis,
    };

    private static object Chart(ChartBlock block) => new
    {
        block.Id,
        block.Chart.Title,
        X = block.Chart.X.Title,
        Y = block.Chart.Y.Title,
        Lines = block.Chart.Lines.Select(line => new
        {
            line.Name,
            X = line.Points.Select(point => Short(point.X)),
            Y = line.Points.Select(point => Short(point.Y)),
        }),
    };

    // Points of a picture: six digits are finer than any screen.
    private static double Short(double value) =>
        value == 0 ? 0 : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));
}
