using System.Collections.Immutable;
using System.Text.Json;

namespace ClusterSim.Behavior.Queries;

/// <summary>
/// The values of queries: <c>null</c>, <see cref="bool"/>, <see cref="double"/>, <see cref="string"/>, and JSON arrays
/// and objects, ordered as jq orders them: null, false, true, numbers, texts, arrays, objects.
/// </summary>
internal static class JqValue
{
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array or JsonValueKind.Object => element,
        _ => null,
    };

    public static bool IsTrue(object? value) => value is not (null or false);

    public static string TypeOf(object? value) => value switch
    {
        null => "null",
        bool => "boolean",
        double => "number",
        string => "string",
        JsonElement { ValueKind: JsonValueKind.Array } => "array",
        _ => "object",
    };

    public static int Compare(object? left, object? right)
    {
        int rank = Rank(left).CompareTo(Rank(right));
        return rank != 0 ? rank : (left, right) switch
        {
            (double a, double b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            (JsonElement { ValueKind: JsonValueKind.Array } a, JsonElement b) => CompareArrays(a, b),
            (JsonElement a, JsonElement b) => CompareObjects(a, b),
            _ => 0,
        };
    }

    public static ImmutableArray<object?> Items(JsonElement container) =>
        container.ValueKind == JsonValueKind.Array
            ? [.. container.EnumerateArray().Select(Of)]
            : [.. container.EnumerateObject().Select(property => Of(property.Value))];

    private static int Rank(object? value) => value switch
    {
        null => 0,
        false => 1,
        true => 2,
        double => 3,
        string => 4,
        JsonElement { ValueKind: JsonValueKind.Array } => 5,
        _ => 6,
    };

    private static int CompareArrays(JsonElement left, JsonElement right)
    {
        ImmutableArray<object?> a = Items(left), b = Items(right);
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    // The sorted names first, then the values in the order of the names.
    private static int CompareObjects(JsonElement left, JsonElement right)
    {
        var a = Sorted(left);
        var b = Sorted(right);
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = string.CompareOrdinal(a[i].Name, b[i].Name);
            if (order != 0)
            {
                return order;
            }
        }

        int byLength = a.Length.CompareTo(b.Length);
        return byLength != 0 ? byLength : a.Zip(b, (x, y) => Compare(Of(x.Value), Of(y.Value)))
            .FirstOrDefault(order => order != 0);
    }

    private static JsonProperty[] Sorted(JsonElement container) =>
        [.. container.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)];
}
