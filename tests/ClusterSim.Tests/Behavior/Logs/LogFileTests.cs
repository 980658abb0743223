using System.Globalization;
using ClusterSim.Behavior.Logs;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>Entries, formats and stamps as upstream's own engine reports them in verdicts.csv.</summary>
internal sealed class LogFileTests
{
    [Test]
    public void EveryLogOfTheCorpusHasTheEntriesFormatAndStampsThatUpstreamReports()
    {
        List<string> differences = [];
        foreach (IReadOnlyDictionary<string, string> row in CreCorpus.Verdicts())
        {
            string path = System.IO.Path.Combine(CreCorpus.Rules, row["dir"], row["log_file"]);
            LogFile log = LogFile.Open(path, CreCorpus.Now);
            LogEntry[] entries = [.. log.Entries()];
            string parser = row["log_parser"] switch { "criFmtT" => "cri", "regexFmtT" => "regex", _ => "rfc3339nano" };
            string expected = $"{parser} {row["entries"]} {row["first_ts_ns"]} {row["last_ts_ns"]}";
            string found = string.Create(
                CultureInfo.InvariantCulture,
                $"{log.Format} {entries.Length} {entries[0].Nanoseconds} {entries[^1].Nanoseconds}");
            if (found != expected)
            {
                differences.Add($"{row["dir"]}: {found}, upstream {expected} {row["year_less_timestamps"]}");
            }
        }

        Assert.That(differences, Is.Empty);
    }
}
