using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>Counts what a description says and the platform has no place for.</summary>
internal sealed class SimGridNotices
{
    private readonly Dictionary<string, (int Count, int Line)> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>One sentence for each thing, in the order of its first appearance.</summary>
    public ImmutableArray<string> Sentences => [.. _order.Select(Sentence)];

    /// <summary>Notes one more of a thing.</summary>
    public void Add(SimGridElement element, string what, int count = 1)
    {
        if (!_counts.TryGetValue(what, out (int Count, int Line) known))
        {
            _order.Add(what);
            known = (0, element.Line);
        }

        _counts[what] = (known.Count + count, known.Line);
    }

    private string Sentence(string what)
    {
        (int count, int line) = _counts[what];
        return string.Create(
            CultureInfo.InvariantCulture, $"{what} ({count} time{(count == 1 ? "" : "s")}, first on line {line})");
    }
}
