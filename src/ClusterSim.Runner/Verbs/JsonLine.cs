using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClusterSim.Runner.Verbs;

/// <summary>The form of a row as JSON: one line, names with underscores, <c>null</c> for what is not known.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line.</summary>
    public static string Of<T>(T row) => JsonSerializer.Serialize(row, Layout);
}
