using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Behavior;

/// <summary>A random rule as text and as plain data, for a monitor without any index.</summary>
internal sealed record NaiveRule(
    PatternShape Shape, int Window, string[] Terms, (string Term, NegateSpec Spec)[] Negates, string Correlation)
{
    private static readonly string[] s_texts =
    [
        "job submitted", "job started", "job resumed", "job ended", "job stopped", "job failed", "job retried",
        "job sampled", "phase compilation", "phase ", "gpu utilization below 30", "gpu utilization above 30",
        "gpu utilization below 80", "gpu utilization above 50", "gpu memory above 2", "gpu memory below 3",
        "memory above 2", "active gpus below 2", "cpu utilization above 50",
    ];

    private static readonly string[] s_correlations = ["", "job", "user", "node", "gpu"];

    public static NaiveRule Draw(RandomStream random)
    {
        string Text() => s_texts[random.NextInt(s_texts.Length)];
        PatternShape shape = random.NextInt(2) == 0 ? PatternShape.Set : PatternShape.Sequence;
        string[] terms = [.. Enumerable.Range(0, 2 + random.NextInt(2)).Select(_ => Text())];
        (string, NegateSpec)[] negates =
        [
            .. Enumerable.Range(0, random.NextInt(3)).Select(_ => (Text(), new NegateSpec(
                random.NextInt(20), random.NextInt(9) - 4, random.NextInt(2), random.NextInt(2) == 0))),
        ];
        return new NaiveRule(
            shape, 5 + random.NextInt(60), terms, negates, s_correlations[random.NextInt(s_correlations.Length)]);
    }

    /// <summary>The rule as a document; times in minutes.</summary>
    public string ToYaml(int index)
    {
        (string block, string list) = Shape == PatternShape.Set ? ("set", "match") : ("sequence", "order");
        string negates = string.Join(", ", Negates.Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"{{value: '{n.Term}', window: {n.Spec.Window}m, slide: {n.Spec.Slide}m, anchor: {n.Spec.Anchor}, "
            + $"absolute: {(n.Spec.Absolute ? "true" : "false")}}}")));
        return $"  - cre: {{id: TEST-{index:0000}}}\n    rule: {{{block}: {{window: {Window}m, "
            + $"event: {{source: clustersim.events}}, correlations: [{Correlation}], "
            + $"{list}: ['{string.Join("', '", Terms)}'], negate: [{negates}]}}}}\n";
    }

    public (PatternSpec Spec, ImmutableArray<string> Slots) Compile()
    {
        (ImmutableArray<string> slots, ImmutableArray<int> counts) = SlotMerge.Of(Shape, Terms);
        long minute = TimeSpan.TicksPerMinute;
        return (new PatternSpec(Shape, Window * minute, counts, [.. Negates.Select(n => n.Spec with
        {
            Window = n.Spec.Window * minute, Slide = n.Spec.Slide * minute,
        })]), slots);
    }

    /// <summary>Whether an event meets a term, by its text; values that are not known are NaN.</summary>
    public static bool Meets(string term, in SimulationEvent e, double before, double after)
    {
        string[] words = term.Split(' ');
        if (words.Length < 3 || words[^2] is not ("below" or "above"))
        {
            EventSignals signal = EventVocabulary.SignalOf(e);
            string text = EventVocabulary.Texts.First(t => t.Signal == signal).Text;
            return text.Contains(term, StringComparison.Ordinal) && (e.Job >= 0 || e.Kind != EventKind.MetricSampled);
        }

        string metric = e.Kind == EventKind.UtilizationChanged
            ? "gpu utilization"
            : e.Kind == EventKind.MetricSampled ? MetricNames.Of((Metric)e.Detail) : "";
        double level = double.Parse(words[^1], CultureInfo.InvariantCulture);
        bool isBelow = after < level, wasBelow = before < level;
        return metric == string.Join(' ', words[..^2]) && (double.IsNaN(before) || isBelow != wasBelow)
            && isBelow == (words[^2] == "below");
    }
}
