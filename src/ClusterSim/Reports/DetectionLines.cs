using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// The file of detections: one JSON object a line, so that a run with a million of them can be read piece by piece.
/// </summary>
internal static class DetectionLines
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static void Write(string path, ImmutableArray<Detection> detections, Workload workload)
    {
        using StreamWriter lines = new(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (Detection detection in detections)
        {
            lines.WriteLine(JsonSerializer.Serialize(LineOf(detection, workload), Options));
        }
    }

    /// <summary>Reads the file back.</summary>
    /// <param name="path">The file; a missing one holds no detections.</param>
    /// <param name="jobs">Index of every job by its id.</param>
    public static IEnumerable<Detection> Read(string path, IReadOnlyDictionary<string, int> jobs)
    {
        int number = 0;
        foreach (string text in File.Exists(path) ? File.ReadLines(path) : [])
        {
            number++;
            yield return DetectionOf(Parse(text, $"{path}:{number}"), number - 1, jobs);
        }
    }

    private static Line Parse(string text, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Options) ?? throw new JsonException("found null");
        }
        catch (JsonException cause)
        {
            throw new ReportException($"{place}: expected a detection as a JSON object: {cause.Message}", cause);
        }
    }

    private static Line LineOf(Detection detection, Workload workload) => new(
        detection.RuleId, detection.CreId, detection.Time.Ticks / (decimal)TimeSpan.TicksPerSecond,
        detection.Job < 0 ? null : workload.Jobs[detection.Job].Id, detection.Key,
        detection.Recommendation is { } advice
            ? new Advice(JsonNamingPolicy.SnakeCaseLower.ConvertName(advice.Action.ToString()),
                advice.ExpectedGpuSeconds, advice.Confidence, advice.TargetGpus, advice.Explanation)
            : null,
        [.. detection.Evidence.Select(happened => EvidenceOf(happened, workload))],
        detection.Test);

    private static Evidence EvidenceOf(in SimulationEvent happened, Workload workload) => new(
        happened.Time.Ticks / (decimal)TimeSpan.TicksPerSecond,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.Kind.ToString()),
        happened.Job < 0
            ? null : workload.Jobs[happened.Job].Id, happened.Node, happened.Gpus, happened.Value, happened.Detail);

    private static Detection DetectionOf(Line line, int index, IReadOnlyDictionary<string, int> jobs)
    {
        int job = JobOf(line.JobId, jobs);
        return new Detection(
            index, line.RuleId, line.CreId, PointOf(line.Time), job, line.Key,
            [.. line.Evidence.Select(seen => new SimulationEvent(
                PointOf(seen.Time), ValueOf<EventKind>(seen.Kind), JobOf(seen.JobId, jobs), seen.Node, seen.Gpus,
                seen.Value, seen.Detail))],
            line.Recommendation is { } advice
                ? new Recommendation(ValueOf<RecommendedAction>(advice.Action), job, advice.ExpectedGpuSeconds,
                    advice.Confidence, advice.TargetGpus, advice.Explanation)
                : null)
        {
            Test = line.Test,
        };
    }

    private static SimTime PointOf(decimal seconds) => new((long)(seconds * TimeSpan.TicksPerSecond));

    private static int JobOf(string? id, IReadOnlyDictionary<string, int> jobs) =>
        id is null ? -1 : jobs.GetValueOrDefault(id, -1);

    private static T ValueOf<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value)
            ? value
            : throw new ReportException(
                $"{ResultFiles.Detections}: found the {typeof(T).Name} '{name}', expected a known one.");

    private sealed record Line(
        string RuleId, string CreId, decimal Time, string? JobId, string Key, Advice? Recommendation,
            Evidence[] Evidence,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DetectionTest? Test = null);

    private sealed record Advice(
        string Action, double ExpectedGpuSeconds, double Confidence, int TargetGpus, string Explanation);

    private sealed record Evidence(
        decimal Time, string Kind, string? JobId, int Node, int Gpus, double Value, int Detail);
}
