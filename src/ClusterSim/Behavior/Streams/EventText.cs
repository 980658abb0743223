using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Streams;

/// <summary>An event as one JSON object, with the keys that files of events have.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(in SimulationEvent happened, string jobId, IReadOnlyList<string> nodes)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("time", happened.Time.Seconds);
            json.WriteString("kind", EventKindNames.Of(happened.Kind));
            if (jobId.Length > 0)
            {
                json.WriteString("job_id", jobId);
            }

            if (happened.Node >= 0 && happened.Node < nodes.Count)
            {
                json.WriteString("node", nodes[happened.Node]);
            }

            json.WriteNumber("gpus", happened.Gpus);
            json.WriteNumber("value", happened.Value);
            if (happened.Kind == EventKind.MetricSampled)
            {
                json.WriteString("metric", MetricNames.Of((Metric)happened.Detail));
            }
            else
            {
                json.WriteNumber("detail", happened.Detail);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
