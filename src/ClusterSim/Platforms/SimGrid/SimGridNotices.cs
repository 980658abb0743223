using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>Counts what a description says and the platform has no place for.</summary>
internal sealed class SimGridNotices
{
    private readonly Dictionary<string, (int Count, int Line)> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    private readonly HashSet<string> _network = new(StringComparer.Ordinal);

    /// <summary>One sentence for each thing, in the order of its first appearance.</summary>
    /// <param name="hasNetwork">Whether the network is in the model, so that nothing of it is missing.</param>
    public ImmutableArray<string> Sentences(bool hasNetwork) =>
        [.. _order.Where(what => !hasNetwork || !_network.Contains(what)).Select(Sentence)];

    /// <summary>Notes one more of a thing that is missing unless the network is in the model.</summary>
    public void AddOfNetwork(SimGridElement element, string what)
    {
        _network.Add(what);
        Add(element, what);
    }

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
