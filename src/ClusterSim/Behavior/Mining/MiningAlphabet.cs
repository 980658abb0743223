using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Mining;

/// <summary>The terms of the rule vocabulary that events are turned into, numbered.</summary>
internal sealed class MiningAlphabet
{
    // Too general to say anything: several kinds of events share them.
    private static readonly string[] s_leftOut = ["job ended", "job stopped", "job sampled"];

    private readonly List<string> _terms = [];
    private readonly Dictionary<EventSignals, int[]> _ofSignal = [];
    private readonly Dictionary<Metric, List<(double Level, int Below, int Above)>> _edges = [];

    public MiningAlphabet(ImmutableArray<MetricEdge> edges)
    {
        var facts = EventVocabulary.Texts.SelectMany(text => text.Text.Split("; ")).Distinct().Except(s_leftOut);
        _terms.AddRange(facts);
        foreach ((EventSignals signal, string _) in EventVocabulary.Texts)
        {
            _ofSignal[signal] =
                [.. Enumerable.Range(0, _terms.Count).Where(i => (EventVocabulary.SignalsOf(_terms[i]) & signal) != 0)];
        }

        foreach (MetricEdge edge in edges)
        {
            string text = MetricNames.Of(edge.Metric),
                level = edge.Level.ToString(CultureInfo.InvariantCulture);
            _edges.TryAdd(edge.Metric, []);
            _edges[edge.Metric].Add((edge.Level, _terms.Count, _terms.Count + 1));
            _terms.AddRange([$"{text} below {level}", $"{text} above {level}"]);
        }
    }

    public string TermOf(int symbol) => _terms[symbol];

    public ReadOnlySpan<int> Of(EventSignals signal) => _ofSignal.GetValueOrDefault(signal, []);

    /// <summary>Adds the edges of a step from one value, NaN when it was not known, to another.</summary>
    public void AddEdges(Metric metric, double before, double after, List<int> symbols)
    {
        foreach ((double level, int below, int above) in _edges.GetValueOrDefault(metric) ?? [])
        {
            if (after < level && !(before < level))
            {
                symbols.Add(below);
            }
            else if (after >= level && !(before >= level))
            {
                symbols.Add(above);
            }
        }
    }
}
