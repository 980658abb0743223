using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ClusterSim.Behavior.Queries;

/// <summary>
/// A query in the subset of the jq language that rules use: paths, iteration, comparisons, logic, arithmetic,
/// alternatives, and some functions. What is not supported is refused by name when the query is compiled.
/// </summary>
internal sealed class JqQuery
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789+-.eE");

    private readonly JqFilter _filter;

    /// <summary>Compiles a query.</summary>
    /// <exception cref="FormatException">It is malformed or not supported; the message says why.</exception>
    public JqQuery(string query) => _filter = new JqParser(query).Run();

    /// <summary>
    /// Whether any output is neither null nor false. A text that is no JSON value gives <c>false</c>, and so does a
    /// query that fails, even after a true output.
    /// </summary>
    public bool IsTrue(string text)
    {
        bool any = false;
        foreach (object? output in Outputs(text))
        {
            any |= JqValue.IsTrue(output);
        }

        return any;
    }

    /// <summary>
    /// The first output as text, if it is a string, a number or a truth value; <c>null</c> for anything else, and where
    /// <see cref="IsTrue"/> would be <c>false</c> for want of a value.
    /// </summary>
    public string? FirstText(string text) => Outputs(text).FirstOrDefault() switch
    {
        string value => value,
        bool value => value ? "true" : "false",
        double value => value.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    // All outputs, or none when the query fails on the way.
    private object?[] Outputs(string text)
    {
        if (!MayBeJson(text))
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return [.. _filter(JqValue.Of(document.RootElement))];
        }
        catch (Exception e) when (e is JsonException or JqException)
        {
            return [];
        }
    }

    // Most log lines are no JSON, and finding that out by an exception costs more than all other tests together.
    private static bool MayBeJson(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n");
        return !text.IsEmpty && text[0] switch
        {
            '{' => text[^1] == '}',
            '[' => text[^1] == ']',
            '"' => text[^1] == '"',
            '-' or (>= '0' and <= '9') => !text.ContainsAnyExcept(s_number),
            _ => text is "true" or "false" or "null",
        };
    }
}
