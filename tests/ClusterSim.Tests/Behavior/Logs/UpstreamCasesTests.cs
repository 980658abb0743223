using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>
/// Random rules over random logs: the answers are those of the community's own engine (prequel-logmatch b070f3a), which
/// was fed the same cases. Each entry holds up to two letters, some are late, many share a moment.
/// </summary>
public class UpstreamCasesTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(
        Repository.Root, "tests", "ClusterSim.Tests", "Behavior", "Logs", "upstream-cases.json"))).RootElement;

    [Test]
    public void WithItsDefectsEveryHitIsThatOfTheCommunitysEngine()
    {
        (int cases, List<string> differ) = Compare(compat: true, _ => true);

        Assert.That(differ, Is.Empty);
        Assert.That(cases, Is.GreaterThan(600));
    }

    [Test]
    public void WithoutRepeatedTermsTheDefectsMakeNoDifference()
    {
        (int cases, List<string> differ) = Compare(compat: false, pattern => !pattern.Repeats);

        Assert.That(differ, Is.Empty);
        Assert.That(cases, Is.GreaterThan(300));
    }

    private static (int Cases, List<string> Differ) Compare(bool compat, Func<RulePattern<LogTerm>, bool> takes)
    {
        int cases = 0;
        List<string> differ = [];
        foreach (JsonElement rule in Cases.GetProperty("rules").EnumerateArray().Where(rule => takes(PatternOf(rule))))
        {
            int log = 0;
            foreach (JsonElement expected in rule.GetProperty("hits").EnumerateArray())
            {
                string found = HitsOf(rule, Cases.GetProperty("logs")[log++], compat);
                cases++;
                if (found != expected.GetRawText())
                {
                    differ.Add($"{rule.GetProperty("terms")} on log {log - 1}: {expected}, found {found}");
                }
            }
        }

        return (cases, differ);
    }

    private static string HitsOf(JsonElement rule, JsonElement log, bool compat)
    {
        CreRule only = new(null, PatternOf(rule)) { RuleId = "r", CreId = "c", Location = "" };
        LogDetector detector = new(new RuleSet("", [only]), compat);
        List<LogHit> hits = [];
        long number = 0;
        foreach (JsonElement entry in log.EnumerateArray())
        {
            detector.Observe(new LogEntry(++number, entry[0].GetInt64() * 1_000_000_000, entry[1].GetString()!), hits);
        }

        detector.End(hits);
        return JsonSerializer.Serialize(hits.Select(hit => new[] { hit.EntriesRead, hit.AtEnd ? 1 : 0 }
            .Concat(hit.Entries.Select(entry => entry.Number))));
    }

    private static RulePattern<LogTerm> PatternOf(JsonElement rule)
    {
        PatternShape shape = rule.GetProperty("sequence").GetBoolean() ? PatternShape.Sequence : PatternShape.Set;
        (ImmutableArray<LogTerm> slots, ImmutableArray<int> counts) =
            SlotMerge.Of(shape, rule.GetProperty("terms").EnumerateArray().Select(TermOf));
        JsonElement[] negates = [.. rule.GetProperty("negates").EnumerateArray()];
        PatternSpec spec = new(shape, Nanoseconds(rule, "window"), counts,
        [
            .. negates.Select(n => new NegateSpec(
                Nanoseconds(n, "window"), Nanoseconds(n, "slide"), n.GetProperty("anchor").GetInt32(),
                n.GetProperty("absolute").GetBoolean())),
        ]);
        return new RulePattern<LogTerm>(spec, slots, [.. negates.Select(n => TermOf(n.GetProperty("term")))]);
    }

    private static LogTerm TermOf(JsonElement text) => new(
        text.GetString()!.Length == 1 ? LogTermKind.Value : LogTermKind.Regex, text.GetString()!);

    private static long Nanoseconds(JsonElement at, string key) => at.GetProperty(key).GetInt64() * 1_000_000_000;
}
