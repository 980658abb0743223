using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Behavior.Matching;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// A matcher case of the CRE sample: terms, negative conditions, and steps with the hits that another program gave.
/// </summary>
internal sealed record CreCase(
    string Name,
    PatternShape Shape,
    long Window,
    string[] Terms,
    NegateSpec[] Negates,
    string[] Resets,
    CreStep[] Steps)
{
    public override string ToString() => Name;

    /// <summary>Cases of unit_cases.json: objects.</summary>
    public static CreCase FromUnit(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        ShapeOf(json),
        json.GetProperty("window").GetInt64(),
        Strings(json.GetProperty("terms")),
        [.. json.GetProperty("resets").EnumerateArray().Select(NegateOf)],
        [.. json.GetProperty("resets").EnumerateArray().Select(reset => reset.GetProperty("value").GetString()!)],
        [.. json.GetProperty("steps").EnumerateArray().Select(StepOf)]);

    /// <summary>Cases of edge_cases.json: resets and steps are arrays.</summary>
    public static CreCase FromEdge(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        ShapeOf(json),
        json.GetProperty("window").GetInt64(),
        Strings(json.GetProperty("terms")),
        [.. from r in json.GetProperty("resets").EnumerateArray()
            select new NegateSpec(r[1].GetInt64(), r[2].GetInt64(), r[3].GetInt32(), r[4].GetBoolean())],
        [.. json.GetProperty("resets").EnumerateArray().Select(reset => reset[0].GetString()!)],
        [.. from s in json.GetProperty("steps").EnumerateArray()
            select new CreStep(s[0].GetString()!, s[1].GetInt64(), s[2].GetString()!, s[3].GetInt32(), Longs(s[4]))]);

    /// <summary>Runs the case: hits of each step as the stamps of their events, one after the other.</summary>
    public IReadOnlyList<(int Hits, long[] Stamps)> Run(bool likeUpstream = false)
    {
        (ImmutableArray<string> slots, ImmutableArray<int> counts) = SlotMerge.Of(Shape, Terms);
        IMatcher<long> matcher = new PatternSpec(Shape, Window, counts, [.. Negates]).NewMatcher<long>(likeUpstream);
        List<(int, long[])> answers = [];
        foreach (CreStep step in Steps)
        {
            List<Match<long>> matches = [];
            if (step.Op == "scan")
            {
                matcher.Observe(step.Time, Bits(slots, step.Line), Bits(Resets, step.Line), step.Time, matches);
            }
            else if (step.Op == "eval")
            {
                matcher.AdvanceTo(step.Time, matches);
            }

            answers.Add((matches.Count, [.. matches.SelectMany(m => m.Events)]));
        }

        return answers;
    }

    private static ulong Bits(IReadOnlyList<string> terms, string line)
    {
        ulong bits = 0;
        for (int i = 0; i < terms.Count; i++)
        {
            bits |= line.Contains(terms[i], StringComparison.Ordinal) ? 1UL << i : 0;
        }

        return bits;
    }

    private static NegateSpec NegateOf(JsonElement reset) => new(
        reset.GetProperty("window").GetInt64(),
        reset.GetProperty("slide").GetInt64(),
        reset.GetProperty("anchor").GetInt32(),
        reset.GetProperty("absolute").GetBoolean());

    private static CreStep StepOf(JsonElement step) => new(
        step.GetProperty("op").GetString()!,
        step.GetProperty("ts").GetInt64(),
        step.TryGetProperty("line", out JsonElement line) ? line.GetString()! : "",
        step.GetProperty("hits").GetInt32(),
        step.TryGetProperty("hit_ts", out JsonElement hits) ? Longs(hits) : []);

    private static PatternShape ShapeOf(JsonElement json) =>
        json.GetProperty("matcher").GetString() is "MatchSet" or "InverseSet"
            ? PatternShape.Set
            : PatternShape.Sequence;

    private static string[] Strings(JsonElement json) => [.. json.EnumerateArray().Select(e => e.GetString()!)];

    private static long[] Longs(JsonElement json) => [.. json.EnumerateArray().Select(e => e.GetInt64())];
}
