using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>Where the numbers come from: enough to make them again.</summary>
internal static class ProvenanceSection
{
    public static ReportSection Of(ReportScope scope)
    {
        var facts = scope.Runs.Select(run => Facts(run).ToList()).ToArray();
        ImmutableArray<string>[] rows =
        [
            .. facts.SelectMany(run => run.Select(fact => fact.Name)).Distinct().Select(name => (ImmutableArray<string>)
                [name, .. facts.Select(run => run.FirstOrDefault(fact => fact.Name == name).Value ?? Readable.None)]),
        ];
        bool Common(ImmutableArray<string> row) => row.Skip(2).All(value => value == row[1]);
        string[] notices = [.. scope.Runs.SelectMany(run => run.Result.Notices.Concat(run.Metrics.Notes)).Distinct()];
        return new ReportSection("provenance", "Provenance and notices",
        [
            .. notices.Length > 0 ? new ReportBlock[] { new ListBlock([.. notices]) } : [],
            new TableBlock(scope.Runs.Length == 1 ? "The run" : "The same for all runs", ["input", "value"],
                [.. rows.Where(Common).Select(row => (ImmutableArray<string>)[row[0], row[1]])], [1]),
            .. scope.Runs.Length == 1 ? [] : new ReportBlock[]
            {
                new TableBlock("Different between the runs", ["input", .. scope.Runs.Select(run => run.Name)],
                    [.. rows.Where(row => !Common(row))], [.. Enumerable.Range(1, scope.Runs.Length)]),
            },
            new ParagraphBlock("The columns of all tables, with units and formulas, are described in docs/results.md "
                + "and docs/metrics.md."),
        ]);
    }

    private static IEnumerable<(string Name, string Value)> Facts(ReportRun run)
    {
        JsonElement provenance = run.Finished.Summary.GetProperty("provenance");
        foreach (JsonProperty fact in provenance.EnumerateObject())
        {
            if (fact.Value.ValueKind != JsonValueKind.Object)
            {
                yield return (Words(fact.Name), Text(fact.Value));
                continue;
            }

            foreach (JsonProperty part in fact.Value.EnumerateObject().Where(part => IsWorthTelling(part.Value)))
            {
                yield return ($"{Words(fact.Name)}: {Words(part.Name)}", Text(part.Value));
            }
        }

        yield return ("events", Readable.Count(run.Result.Events));
        yield return ("scheduling passes", Readable.Count(run.Result.Passes));
    }

    private static string Words(string name) => name.Replace('_', ' ');

    private static bool IsWorthTelling(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.String => value.GetString()?.Length > 0,
        _ => true,
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(part => IsWorthTelling(part.Value))
            .Select(part => $"{Words(part.Name)} {Text(part.Value)}")),
        _ => value.GetRawText(),
    };
}
