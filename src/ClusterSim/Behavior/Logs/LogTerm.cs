using System.Collections.Immutable;
using ClusterSim.Behavior.Queries;

namespace ClusterSim.Behavior.Logs;

/// <summary>A term of a rule over logs. Terms of one kind, text and extracts are equal.</summary>
internal sealed class LogTerm : IEquatable<LogTerm>
{
    private readonly Lazy<Func<string, bool>> _test;

    /// <summary>A term; its test is compiled when it is first needed.</summary>
    /// <param name="kind">How it tests.</param>
    /// <param name="text">The value, expression or query.</param>
    /// <exception cref="FormatException">The expression or query is not accepted; the message says why.</exception>
    public LogTerm(LogTermKind kind, string text)
    {
        (Kind, Text) = (kind, text);
        _test = kind switch
        {
            LogTermKind.Value => new(() => entry => entry.Contains(text, StringComparison.Ordinal)),
            LogTermKind.Regex => OfRegex(text),
            _ => OfQuery(text),
        };
    }

    public LogTermKind Kind { get; }

    public string Text { get; }

    /// <summary>What entries that meet it may have in common.</summary>
    public ImmutableArray<LogExtract> Extracts { get; init; } = [];

    /// <summary>Whether a text meets the term.</summary>
    public bool Accepts(string entry) => _test.Value(entry);

    public bool Equals(LogTerm? other) => other is not null && Kind == other.Kind && Text == other.Text
        && Extracts.SequenceEqual(other.Extracts);

    public override bool Equals(object? obj) => Equals(obj as LogTerm);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    private static Lazy<Func<string, bool>> OfRegex(string text)
    {
        Re2.Check(text);
        return new(() => new Re2(text).IsMatch);
    }

    private static Lazy<Func<string, bool>> OfQuery(string text)
    {
        JqQuery query = new(text);
        return new(() => query.IsTrue);
    }
}
