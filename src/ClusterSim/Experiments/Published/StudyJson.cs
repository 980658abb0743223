using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClusterSim.Experiments.Published;

/// <summary>A study that was run, for programs.</summary>
public static class StudyJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The study as JSON: what it is, what it read, each row with its verdict, and the counts.</summary>
    /// <param name="outcome">The study that was run.</param>
    public static string Text(StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        PublishedStudy study = outcome.Study;
        JsonObject text = new()
        {
            ["study"] = study.Name,
            ["title"] = study.Title,
            ["source"] = study.Source,
            ["seeds"] = new JsonArray([.. study.Seeds.Select(seed => JsonValue.Create(seed))]),
            ["data"] = new JsonArray([.. study.Data.Select((file, i) => FileOf(file, outcome.Checksums[i]))]),
            ["passed"] = outcome.Count(RowVerdict.Passed),
            ["explained"] = outcome.Count(RowVerdict.Explained),
            ["failed"] = outcome.Count(RowVerdict.Failed),
            ["not_judged"] = outcome.Count(RowVerdict.NotJudged),
            ["rows"] = new JsonArray([.. outcome.Rows.Select(RowOf)]),
        };
        return text.ToJsonString(Indented) + "\n";
    }

    private static JsonObject FileOf(PublishedFile file, string checksum) => new JsonObject
    {
        ["path"] = file.Path,
        ["origin"] = file.Origin,
        ["sha256"] = checksum,
    };

    private static JsonObject RowOf(PublishedRow row) => new JsonObject
    {
        ["metric"] = row.Metric,
        ["where"] = row.Where,
        ["published"] = row.Published,
        ["obtained"] = double.IsFinite(row.Obtained) ? row.Obtained : null,
        ["interval"] = row.Interval is { } of ? new JsonArray(of.Low, of.High) : null,
        ["deviation"] = row.Deviation is { } share && double.IsFinite(share) ? share : null,
        ["tolerance"] = new JsonObject
        {
            ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Tolerance.Kind.ToString()),
            ["amount"] = row.Tolerance.Amount,
            ["reason"] = row.Tolerance.Reason,
        },
        ["verdict"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Verdict.ToString()),
        ["note"] = row.Note,
    };
}
