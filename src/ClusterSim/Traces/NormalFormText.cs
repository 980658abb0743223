using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Text of the fields of the normal form that are lists or words, both ways.</summary>
internal static class NormalFormText
{
    private static readonly Dictionary<string, JobOutcome> s_outcomes = Words<JobOutcome>();
    private static readonly Dictionary<string, PhaseKind> s_kinds = Words<PhaseKind>();
    private static readonly Dictionary<JobOutcome, string> s_outcomeWords =
        s_outcomes.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<PhaseKind, string> s_kindWords =
        s_kinds.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All words for outcomes, for error messages.</summary>
    public static string OutcomeWords => string.Join(", ", s_outcomes.Keys);

    /// <summary>All words for kinds of phases, for error messages.</summary>
    public static string KindWords => string.Join(", ", s_kinds.Keys);

    public static string Of(JobOutcome outcome) => s_outcomeWords[outcome];

    public static bool TryParseOutcome(string text, out JobOutcome outcome) =>
        s_outcomes.TryGetValue(text, out outcome);

    /// <summary>Phases as <c>start:permille:kind</c> with <c>|</c> between them, starts in seconds.</summary>
    public static string Of(ImmutableArray<UtilizationPhase> phases) => Steps(
        phases, phase => phase.Start, phase => $"{Number(phase.UtilizationPermille)}:{s_kindWords[phase.Kind]}");

    public static bool TryParsePhases(string text, out ImmutableArray<UtilizationPhase> phases) =>
        TryParseSteps(text, AsPhase, out phases);

    /// <summary>Levels as <c>start:metric:value</c> with <c>|</c> between them, starts in seconds.</summary>
    public static string Of(ImmutableArray<MetricLevel> levels) => Steps(
        levels, level => level.Start,
        level => $"{MetricNames.Of(level.Metric)}:{level.Value.ToString("R", CultureInfo.InvariantCulture)}");

    public static bool TryParseMetrics(string text, out ImmutableArray<MetricLevel> levels) =>
        TryParseSteps(text, AsLevel, out levels);

    /// <summary>
    /// Names with <c>|</c> between them. Within a name <c>\|</c> and <c>\\</c> stand for <c>|</c> and <c>\</c>;
    /// <c>\-</c> is an empty name.
    /// </summary>
    public static string Join(ImmutableArray<string> names) => string.Join('|', names.Select(Escape));

    /// <summary>The inverse of <see cref="Join"/>; false for a backslash before anything else.</summary>
    public static bool TrySplit(string text, out ImmutableArray<string> names)
    {
        ImmutableArray<string>.Builder parts = ImmutableArray.CreateBuilder<string>();
        StringBuilder part = new();
        bool valid = true;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '|')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else if (text[i] == '\\')
            {
                i++;
                valid &= i < text.Length && text[i] is '\\' or '|' or '-';
                part.Append(valid && text[i] != '-' ? text[i..(i + 1)] : "");
            }
            else
            {
                part.Append(text[i]);
            }
        }

        names = text.Length == 0 ? [] : [.. parts, part.ToString()];
        return valid;
    }

    private static UtilizationPhase? AsPhase(TimeSpan start, string permille, string kind) =>
        int.TryParse(permille, NumberStyles.None, CultureInfo.InvariantCulture, out int share)
        && s_kinds.TryGetValue(kind, out PhaseKind known) ? new UtilizationPhase(start, share, known) : null;

    private static MetricLevel? AsLevel(TimeSpan start, string name, string value) =>
        MetricNames.TryParse(name, out Metric metric)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double level)
            ? new MetricLevel(start, metric, level) : null;

    // What holds from a progress on: its start in seconds, and two more fields.
    private static string Steps<T>(ImmutableArray<T> steps, Func<T, TimeSpan> start, Func<T, string> rest)
    {
        StringBuilder text = new();
        Span<byte> seconds = stackalloc byte[32];
        foreach (T step in steps)
        {
            text.Append(text.Length > 0 ? "|" : "");
            text.Append(Encoding.ASCII.GetString(seconds[..DecimalText.FormatTicks(start(step).Ticks, seconds)]));
            text.Append(':').Append(rest(step));
        }

        return text.ToString();
    }

    private static bool TryParseSteps<T>(
        string text, Func<TimeSpan, string, string, T?> parse, out ImmutableArray<T> steps)
        where T : struct
    {
        ImmutableArray<T>.Builder parsed = ImmutableArray.CreateBuilder<T>();
        foreach (string part in text.Length == 0 ? [] : text.Split('|'))
        {
            string[] fields = part.Split(':');
            if (fields.Length != 3
                || !DecimalText.TryParse(Encoding.UTF8.GetBytes(fields[0]), DecimalText.TickDecimals, out long ticks)
                || parse(new TimeSpan(ticks), fields[1], fields[2]) is not { } step)
            {
                steps = [];
                return false;
            }

            parsed.Add(step);
        }

        steps = parsed.ToImmutable();
        return true;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string name) => name.Length == 0
        ? "\\-"
        : name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static Dictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => Hyphenated(value.ToString()));

    /// <summary><c>DataLoading</c> as <c>data-loading</c>.</summary>
    private static string Hyphenated(string name) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
}
