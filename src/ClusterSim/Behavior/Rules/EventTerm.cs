using System.Globalization;

namespace ClusterSim.Behavior.Rules;

/// <summary>A term compiled to tests of integers, so that no event is ever turned into text.</summary>
/// <param name="Signals">Signals that the term accepts.</param>
/// <param name="Test">What it tests besides.</param>
/// <param name="Limit">Limit of the test: utilization in 1/1000, or ticks.</param>
internal readonly record struct EventTerm(EventSignals Signals, TermTest Test = TermTest.None, long Limit = 0)
{
    private const string Utilization = "gpu utilization ";

    /// <summary>Compiles the text of a term; on failure <paramref name="expected"/> says what it may be.</summary>
    public static bool TryCompile(string text, out EventTerm term, out string expected)
    {
        (term, expected) = (default, "");
        if (text.StartsWith(Utilization, StringComparison.Ordinal))
        {
            return TryCompileEdge(text[Utilization.Length..], out term, out expected);
        }

        int within = text.LastIndexOf(" within ", StringComparison.Ordinal);
        if (within >= 0)
        {
            return TryCompileWithin(text[..within], text[(within + 8)..], out term, out expected);
        }

        term = new EventTerm(EventVocabulary.SignalsOf(text));
        expected = $"part of an event's text: {EventVocabulary.Facts}, gpu utilization below|above PERCENT, "
            + "job ... within DURATION";
        return term.Signals != EventSignals.None;
    }

    /// <summary>Whether an event meets the term.</summary>
    public bool Accepts(in ObservedEvent seen) => (Signals & seen.Signal) != 0 && Test switch
    {
        TermTest.Below => seen.Permille < Limit && (seen.PermilleBefore < 0 || seen.PermilleBefore >= Limit),
        TermTest.Above => seen.Permille >= Limit && seen.PermilleBefore < Limit,
        TermTest.Within => seen.RunTicks <= Limit,
        _ => true,
    };

    private static bool TryCompileEdge(string rest, out EventTerm term, out string expected)
    {
        expected = "'gpu utilization below N' or 'gpu utilization above N', N above 0 to 100 with at most one decimal";
        bool below = rest.StartsWith("below ", StringComparison.Ordinal);
        bool valid = (below || rest.StartsWith("above ", StringComparison.Ordinal))
            & decimal.TryParse(
                rest.AsSpan(Math.Min(6, rest.Length)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out decimal percent);
        valid = valid && percent is > 0 and <= 100 && decimal.IsInteger(percent * 10);
        term = valid
            ? new EventTerm(EventSignals.AnyPhase, below ? TermTest.Below : TermTest.Above, (long)(percent * 10))
            : default;
        return valid;
    }

    private static bool TryCompileWithin(string what, string length, out EventTerm term, out string expected)
    {
        expected = "'job completed|failed|cancelled|timed out|ended|stopped within DURATION', e.g. within 1h30m";
        EventSignals signals = EventVocabulary.SignalsOf(what) & EventSignals.AnyStop;
        bool valid = GoDuration.TryParse(length, out TimeSpan limit) & limit > TimeSpan.Zero
            & signals != EventSignals.None;
        term = valid ? new EventTerm(signals, TermTest.Within, limit.Ticks) : default;
        return valid;
    }
}
