using System.Globalization;
using System.Text.Json;
using ClusterSim.Behavior.Logs;

namespace ClusterSim.Behavior.Queries;

/// <summary>What queries can call, and what their operators do.</summary>
internal static class JqFunctions
{
    private static readonly Dictionary<string, Func<object?, object?>> s_plain = new(StringComparer.Ordinal)
    {
        ["not"] = input => !JqValue.IsTrue(input),
        ["length"] = input => Length(input),
        ["type"] = JqValue.TypeOf,
        ["tostring"] = input => input as string ?? Json(input),
        ["tonumber"] = ToNumber,
        ["ascii_downcase"] = input => Text(input, "ascii_downcase").ToLowerInvariant(),
        ["ascii_upcase"] = input => Text(input, "ascii_upcase").ToUpperInvariant(),
    };

    private static readonly Dictionary<string, Func<object?, object?, object?>> s_binary = new(StringComparer.Ordinal)
    {
        ["has"] = (input, key) => Has(input, key),
        ["contains"] = (input, part) => Contains(input, part),
        ["startswith"] = (input, part) =>
            Text(input, "startswith").StartsWith(Text(part, "startswith"), StringComparison.Ordinal),
        ["endswith"] = (input, part) =>
            Text(input, "endswith").EndsWith(Text(part, "endswith"), StringComparison.Ordinal),
        ["test"] = (input, pattern) => Test(Text(input, "test"), Text(pattern, "test")),
    };

    /// <summary>Names of everything that can be called, for messages.</summary>
    public static string Names { get; } = string.Join(
        ", ",
        s_plain.Keys.Concat(s_binary.Keys).Concat(["true", "false", "null", "empty", "any", "all", "select"])
            .Order(StringComparer.Ordinal));

    /// <summary>The function of a name with so many arguments; <c>null</c> when there is none.</summary>
    public static JqFilter? Find(string name, IReadOnlyList<JqFilter> arguments) => (name, arguments.Count) switch
    {
        ("true", 0) => _ => [true],
        ("false", 0) => _ => [false],
        ("null", 0) => _ => [null],
        ("empty", 0) => _ => [],
        ("any", 0) => input => [Iterate(input).Any(JqValue.IsTrue)],
        ("all", 0) => input => [Iterate(input).All(JqValue.IsTrue)],
        ("any", 1) => input => [Iterate(input).SelectMany(item => arguments[0](item)).Any(JqValue.IsTrue)],
        ("all", 1) => input => [Iterate(input).SelectMany(item => arguments[0](item)).All(JqValue.IsTrue)],
        ("select", 1) => input => arguments[0](input).Where(JqValue.IsTrue).Select(_ => input),
        (_, 0) when s_plain.TryGetValue(name, out Func<object?, object?>? plain) => input => [plain(input)],
        (_, 1) when s_binary.TryGetValue(name, out Func<object?, object?, object?>? binary) =>
            input => arguments[0](input).Select(argument => binary(input, argument)),
        _ => null,
    };

    /// <summary>The outputs of <paramref name="left"/> that are true, or else those of the other.</summary>
    public static IEnumerable<object?> Otherwise(JqFilter left, JqFilter right, object? input)
    {
        object?[] found = [.. Try(left, input).Where(JqValue.IsTrue)];
        return found.Length > 0 ? found : right(input);
    }

    /// <summary>The outputs up to the first failure, which is ignored.</summary>
    public static IEnumerable<object?> Try(JqFilter filter, object? input)
    {
        List<object?> found = [];
        try
        {
            foreach (object? value in filter(input))
            {
                found.Add(value);
            }
        }
        catch (JqException)
        {
            return found;
        }

        return found;
    }

    public static IEnumerable<object?> Iterate(object? input) => input is JsonElement container
        ? JqValue.Items(container)
        : throw new JqException($"cannot iterate over {JqValue.TypeOf(input)}");

    public static object? At(object? input, object? key) => (input, key) switch
    {
        (null, string or double or null) => null,
        (JsonElement { ValueKind: JsonValueKind.Object } map, string name) =>
            map.TryGetProperty(name, out JsonElement value) ? JqValue.Of(value) : null,
        (JsonElement { ValueKind: JsonValueKind.Array } list, double index) => ItemAt(list, index),
        _ => throw new JqException($"cannot index {JqValue.TypeOf(input)} with {JqValue.TypeOf(key)}"),
    };

    public static object? Calculate(string symbol, object? left, object? right) => (symbol, left, right) switch
    {
        ("+", null, _) => right,
        ("+", _, null) => left,
        ("+", double a, double b) => a + b,
        ("+", string a, string b) => a + b,
        ("-", double a, double b) => a - b,
        ("*", double a, double b) => a * b,
        ("/", double a, double b) when b != 0 => a / b,
        ("%", double a, double b) when Math.Truncate(b) != 0 => Math.Truncate(a) % Math.Abs(Math.Truncate(b)),
        _ => throw new JqException($"{JqValue.TypeOf(left)} {symbol} {JqValue.TypeOf(right)}"),
    };

    private static object? ItemAt(JsonElement list, double index)
    {
        double at = Math.Floor(index);
        at = at < 0 ? at + list.GetArrayLength() : at;
        return at >= 0 && at < list.GetArrayLength() ? JqValue.Of(list[(int)at]) : null;
    }

    private static string Text(object? value, string function) =>
        value as string ?? throw new JqException($"{function} of {JqValue.TypeOf(value)}");

    private static string Json(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize((JsonElement)value),
    };

    private static double Length(object? value) => value switch
    {
        null => 0,
        double number => Math.Abs(number),
        string text => (double)text.EnumerateRunes().Count(),
        JsonElement container => (double)JqValue.Items(container).Length,
        _ => throw new JqException("boolean has no length"),
    };

    private static object? ToNumber(object? value) => value switch
    {
        double => value,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) =>
            number,
        _ => throw new JqException($"{JqValue.TypeOf(value)} is no number"),
    };

    private static bool Has(object? input, object? key) => (input, key) switch
    {
        (JsonElement { ValueKind: JsonValueKind.Object } map, string name) => map.TryGetProperty(name, out _),
        (JsonElement { ValueKind: JsonValueKind.Array } list, double at) => at >= 0 && at < list.GetArrayLength(),
        _ => throw new JqException($"has of {JqValue.TypeOf(input)}"),
    };

    // A list contains another when each of its items is contained in one of ours; objects by name.
    private static bool Contains(object? input, object? part) => (input, part) switch
    {
        (string a, string b) => a.Contains(b, StringComparison.Ordinal),
        (JsonElement { ValueKind: JsonValueKind.Array } a, JsonElement { ValueKind: JsonValueKind.Array } b) =>
            JqValue.Items(b).All(
                wanted => JqValue.Items(a).Any(item => SameKind(item, wanted) && Contains(item, wanted))),
        (JsonElement { ValueKind: JsonValueKind.Object } a, JsonElement { ValueKind: JsonValueKind.Object } b) =>
            b.EnumerateObject().All(wanted => a.TryGetProperty(wanted.Name, out JsonElement item)
                && Contains(JqValue.Of(item), JqValue.Of(wanted.Value))),
        _ when JqValue.TypeOf(input) == JqValue.TypeOf(part) => JqValue.Compare(input, part) == 0,
        _ => throw new JqException($"{JqValue.TypeOf(input)} cannot contain {JqValue.TypeOf(part)}"),
    };

    private static bool SameKind(object? a, object? b) => JqValue.TypeOf(a) == JqValue.TypeOf(b);

    private static bool Test(string text, string pattern)
    {
        try
        {
            return new Re2(pattern).IsMatch(text);
        }
        catch (FormatException e)
        {
            throw new JqException(e.Message);
        }
    }
}
