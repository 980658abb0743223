using System.Text.RegularExpressions;
using ClusterSim.Behavior.Queries;

namespace ClusterSim.Behavior.Logs;

/// <summary>Takes a value out of an entry, so that entries with equal values can be told from others.</summary>
internal sealed class LogExtract : IEquatable<LogExtract>
{
    private readonly LogTermKind _kind;
    private readonly string _text;
    private readonly Lazy<Func<string, string?>> _take;

    /// <summary>An extract.</summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="kind">A regular expression or a query.</param>
    /// <param name="text">
    /// The expression, whose first group is taken, or the whole match if it has none; or the query, whose first output
    /// is taken.
    /// </param>
    /// <exception cref="FormatException">It is not accepted; the message says why.</exception>
    public LogExtract(string name, LogTermKind kind, string text)
    {
        (Name, _kind, _text) = (name, kind, text);
        if (kind == LogTermKind.Jq)
        {
            JqQuery query = new(text);
            _take = new(() => query.FirstText);
        }
        else
        {
            Re2.Check(text);
            _take = new(() => Taking(new Re2(text)));
        }
    }

    public string Name { get; }

    /// <summary>The value of an entry; <c>null</c> when it has none.</summary>
    public string? Of(string entry) => _take.Value(entry);

    public bool Equals(LogExtract? other) =>
        other is not null && Name == other.Name && _kind == other._kind && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as LogExtract);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    private static Func<string, string?> Taking(Re2 expression) => entry =>
    {
        Match match = expression.Match(entry);
        Group taken = match.Groups.Count > 1 ? match.Groups[1] : match;
        return match.Success && taken.Success ? taken.Value : null;
    };
}
