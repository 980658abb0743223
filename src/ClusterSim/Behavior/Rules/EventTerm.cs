using System.Globalization;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Rules;

/// <summary>A term compiled to tests of numbers, so that no event is ever turned into text.</summary>
/// <param name="Signals">Signals that the term accepts.</param>
/// <param name="Test">What it tests besides.</param>
/// <param name="Level">Level of an edge, in the unit of the metric.</param>
/// <param name="Ticks">Limit of a run time.</param>
/// <param name="Text">What a line must contain.</param>
/// <param name="Where">What must hold of the job, its user and the cluster; <c>null</c> for nothing.</param>
internal readonly record struct EventTerm(
    EventSignals Signals,
    TermTest Test = TermTest.None,
    double Level = 0,
    long Ticks = 0,
    string Text = "",
    RuleCondition? Where = null)
{
    private const string Log = "log contains ";

    /// <summary>Compiles the text of a term; on failure <paramref name="expected"/> says what it may be.</summary>
    public static bool TryCompile(string text, out EventTerm term, out string expected)
    {
        (term, expected) = (default, "");
        if (text.StartsWith(Log, StringComparison.Ordinal))
        {
            expected = "'log contains TEXT'";
            term = new EventTerm(EventSignals.LogWritten, TermTest.Contains, Text: text[Log.Length..]);
            return term.Text.Length > 0;
        }

        foreach (Metric metric in MetricNames.All)
        {
            if (IsOf(text, MetricNames.Of(metric)))
            {
                return TryCompileEdge(metric, text[(MetricNames.Of(metric).Length + 1)..], out term, out expected);
            }
        }

        int within = text.LastIndexOf(" within ", StringComparison.Ordinal);
        if (within >= 0)
        {
            return TryCompileWithin(text[..within], text[(within + 8)..], out term, out expected);
        }

        EventSignals signals = EventVocabulary.SignalsOf(text);
        bool samples = (signals & EventSignals.AnyMetric) != 0;
        term = new EventTerm(signals, samples ? TermTest.OfJob : TermTest.None);
        expected = $"part of an event's text: {EventVocabulary.Facts}, METRIC below|above N, job ... within DURATION, "
            + $"log contains TEXT; metrics are {string.Join(", ", MetricNames.All.Select(MetricNames.Of))}";
        return signals != EventSignals.None;
    }

    /// <summary>Whether an event meets the term, leaving <see cref="Where"/> aside.</summary>
    public bool Accepts(in ObservedEvent seen) => (Signals & seen.Signal) != 0 && Test switch
    {
        TermTest.Below => seen.After < Level && !(seen.Before < Level),
        TermTest.Above => seen.After >= Level && !(seen.Before >= Level),
        TermTest.Within => seen.RunTicks <= Ticks,
        TermTest.OfJob => seen.Job is not null,
        TermTest.Contains => seen.Text.Contains(Text, StringComparison.Ordinal),
        _ => true,
    };

    // "memory" must not take "memory utilization below 10" for its own.
    private static bool IsOf(string text, string metric) =>
        text.StartsWith(metric, StringComparison.Ordinal) && text.Length > metric.Length && text[metric.Length] == ' '
        && !MetricNames.All.Any(other => MetricNames.Of(other).Length > metric.Length
            && text.StartsWith(MetricNames.Of(other) + " ", StringComparison.Ordinal));

    private static bool TryCompileEdge(Metric metric, string rest, out EventTerm term, out string expected)
    {
        string name = MetricNames.Of(metric);
        bool bounded = metric == Metric.GpuUtilization;
        expected = $"'{name} below N' or '{name} above N', N " + (bounded
            ? "above 0 to 100 with at most one decimal"
            : $"a number above 0 in {MetricNames.UnitOf(metric)}");
        bool below = rest.StartsWith("below ", StringComparison.Ordinal);
        bool valid = (below || rest.StartsWith("above ", StringComparison.Ordinal))
            & decimal.TryParse(
                rest.AsSpan(Math.Min(6, rest.Length)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out decimal level);
        valid = valid && level > 0 && (!bounded || (level <= 100 && decimal.IsInteger(level * 10)));
        EventSignals signals = EventVocabulary.SignalOf(metric) | (bounded ? EventSignals.AnyPhase : EventSignals.None);
        term = valid ? new EventTerm(signals, below ? TermTest.Below : TermTest.Above, (double)level) : default;
        return valid;
    }

    private static bool TryCompileWithin(string what, string length, out EventTerm term, out string expected)
    {
        expected = "'job completed|failed|cancelled|timed out|ended|stopped within DURATION', e.g. within 1h30m";
        EventSignals signals = EventVocabulary.SignalsOf(what) & EventSignals.AnyStop;
        bool valid = GoDuration.TryParse(length, out TimeSpan limit) & limit > TimeSpan.Zero
            & signals != EventSignals.None;
        term = valid ? new EventTerm(signals, TermTest.Within, Ticks: limit.Ticks) : default;
        return valid;
    }
}
