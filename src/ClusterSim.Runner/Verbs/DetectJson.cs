using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClusterSim.Runner.Verbs;

/// <summary>The form of a hit as JSON: one line, names with underscores, nothing for what is not known.</summary>
internal static class DetectJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One line.</summary>
    public static string Of<T>(T hit) => JsonSerializer.Serialize(hit, Layout);
}
