using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>
/// The community's rules on their own logs and on each other's, against what preq v0.1.37 (compiler v0.0.21, logmatch
/// v0.0.20) answers: every hit with the entries it consists of and the entry at which it fell, and every foreign pair.
/// </summary>
internal sealed class CorpusTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void EveryRuleHitsItsOwnLogsAsUpstreamDoes(bool likeUpstream)
    {
        List<string> differences = [];
        foreach (string line in File.ReadLines(SharedData.Path("cre/hits.jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            (string dir, string log) = (Text(json, "dir"), Text(json, "log"));
            string[] expected = [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(Describe)];
            string[] found = Describe(Run(CreCorpus.RulesOf(dir), dir, log, likeUpstream));
            if (!found.SequenceEqual(expected))
            {
                differences.Add($"{dir}/{log}: {string.Join(" | ", found)}, upstream {string.Join(" | ", expected)}");
            }
        }

        Assert.That(differences, Is.Empty);
    }

    [Test]
    public void ForeignPairsHitExactlyWhereUpstreamSaysSo()
    {
        RuleSet all = CreRules.LoadForLogs(CreCorpus.Rules);
        Dictionary<string, string> dirs = all.Rules.ToDictionary(
            rule => rule.RuleId, rule => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(rule.Location))!);
        List<string> found = [];
        foreach (IReadOnlyDictionary<string, string> row in CreCorpus.Verdicts())
        {
            var hits = Run(all, row["dir"], row["log_file"], likeUpstream: true);
            found.AddRange(
                from hit in hits
                where dirs[hit.Rule.RuleId] != row["dir"]
                group hit by dirs[hit.Rule.RuleId] into pair
                select $"{pair.Key},{row["dir"]}/{row["log_file"]},{pair.Count()}");
        }

        string[] expected =
        [
            .. File.ReadLines(SharedData.Path("cre/cross_hits.csv")).Skip(1)
                .Select(line => line[..line.LastIndexOf(',')]),
        ];
        Assert.That(found, Is.EquivalentTo(expected));
    }

    private static List<LogHit> Run(RuleSet rules, string dir, string log, bool likeUpstream)
    {
        LogDetector detector = new(rules, likeUpstream);
        List<LogHit> hits = [];
        string path = System.IO.Path.Combine(CreCorpus.Rules, dir, log);
        foreach (LogEntry entry in LogFile.Open(path, CreCorpus.Now).Entries())
        {
            detector.Observe(entry, hits);
        }

        detector.End(hits);
        return hits;
    }

    // Upstream reports the hits of one line together, entries one after the other.
    private static string[] Describe(List<LogHit> hits) =>
    [
        .. from hit in hits
           group hit by (hit.EntriesRead, hit.AtEnd) into line
           select (line.Key.AtEnd ? "flush" : "scan") + $" {line.Key.EntriesRead} {line.Count()} "
               + string.Join(' ', line.SelectMany(hit => hit.Entries).Select(Describe)),
    ];

    private static string Describe(LogEntry entry)
    {
#pragma warning disable CA5350 // The reference file identifies entries so; nothing is protected by it.
        byte[] hash = SHA1.HashData(Encoding.UTF8.GetBytes(entry.Text));
#pragma warning restore CA5350
        return string.Create(
            CultureInfo.InvariantCulture, $"{entry.Nanoseconds}:{Convert.ToHexStringLower(hash)[..8]}");
    }

    private static string Describe(JsonElement hit)
    {
        string[] entries =
        [
            .. hit.GetProperty("entries").EnumerateArray().Select(e => $"{e[0].GetInt64()}:{e[1].GetString()}"),
        ];
        return $"{hit.GetProperty("at").GetString()} {hit.GetProperty("entry_no").GetInt64()} "
            + $"{hit.GetProperty("cnt").GetInt32()} {string.Join(' ', entries)}";
    }

    private static string Text(JsonDocument json, string key) => json.RootElement.GetProperty(key).GetString()!;
}
