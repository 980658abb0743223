using System.Globalization;
using System.Text;

namespace ClusterSim.Behavior.Mining;

/// <summary>Writes mined rules as CRE documents that <c>CreRules</c> reads: candidates, to be looked at by a person.
/// </summary>
public static class MinedRules
{
    // A set needs a window; one event meets all its terms at once.
    private const string AtOnce = "1us";

    // Filled in when the rule hits.
    private const string Blamed = "{job} of {user}";

    /// <summary>Name of an outcome in rules and on the console, e.g. <c>idle-tail</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string NameOf(MinedOutcome outcome) => outcome switch
    {
        MinedOutcome.Failure => "failure",
        MinedOutcome.TimeLimit => "time-limit",
        MinedOutcome.Eviction => "eviction",
        MinedOutcome.IdleTail => "idle-tail",
        MinedOutcome.LowUtilization => "low-utilization",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Identifier of a rule (<c>cre.id</c>): the same episode before the same outcome has the same.</summary>
    /// <param name="rule">The rule.</param>
    public static string IdOf(MinedRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        uint hash = 2166136261;
        foreach (char c in $"{rule.Key}/{rule.Window.Ticks}/{string.Join(rule.Together ? '+' : '/', rule.Terms)}")
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"MINED-{NameOf(rule.Outcome).ToUpperInvariant()}-{hash:X8}");
    }

    /// <summary>What happens, in words, e.g. <c>job failed, then job failed</c>.</summary>
    /// <param name="rule">The rule.</param>
    public static string TextOf(MinedRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return string.Join(rule.Together ? " together with " : ", then ", rule.Terms);
    }

    /// <summary>A p value as text: <c>below 1E-300</c> where a double holds no smaller ones exactly.</summary>
    /// <param name="chance">The p value.</param>
    public static string ChanceOf(double chance) => chance < 1e-300
        ? "below 1E-300"
        : chance.ToString("0.##E0", CultureInfo.InvariantCulture);

    /// <summary>One document with one rule; what speaks for it stands in its description.</summary>
    /// <param name="rule">The rule.</param>
    public static string ToYaml(MinedRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        StringBuilder yaml = new();
        string outcome = NameOf(rule.Outcome);
        yaml.Append(CultureInfo.InvariantCulture, $"""
            rules:
              - cre:
                  id: {IdOf(rule)}
                  severity: 3
                  title: "{TextOf(rule)} precedes {outcome}"
                  category: mined-candidate
                  description: |

            """);
        foreach (string line in DescriptionOf(rule))
        {
            yaml.Append("        ").Append(line).Append('\n');
        }

        AppendPattern(yaml, rule);
        yaml.Append(CultureInfo.InvariantCulture, $"""
                action:
                  recommend: notify
                  confidence: {rule.Judged.Confidence:0.###}
                  explanation: "Job {Blamed} shows what preceded {outcome} in {rule.Judged.Confidence:P0} of such jobs."

            """);
        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static void AppendPattern(StringBuilder yaml, MinedRule rule)
    {
        bool single = rule.Terms.Length == 1 || rule.Together;
        yaml.Append("    rule:\n").Append(single ? "      set:\n" : "      sequence:\n");
        if (rule.Terms.Length > 1)
        {
            yaml.Append("        window: ").Append(rule.Together ? AtOnce : DurationOf(rule.Window)).Append('\n');
        }

        yaml.Append("        event: {source: clustersim.events}\n        correlations: [")
            .Append(NameOf(rule.Key)).Append("]\n").Append(single ? "        match:\n" : "        order:\n");
        foreach (string term in rule.Terms)
        {
            yaml.Append("          - ").Append(term).Append('\n');
        }
    }

    private static IEnumerable<string> DescriptionOf(MinedRule rule)
    {
        (EpisodeCounts mined, EpisodeCounts judged) = (rule.Mined, rule.Judged);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Judged on the second part: {judged.Both} of the {judged.Episode} jobs with it came to it"
            + $" (confidence {judged.Confidence:0.000}), {judged.Outcome} of all {judged.Jobs} did"
            + $" (lift {judged.Lift:0.00}, recall {judged.Recall:0.000}).");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Fisher's exact test: p {ChanceOf(rule.PValue)}, after the correction for all candidates"
            + $" {ChanceOf(rule.AdjustedPValue)}; {rule.Users} users.");
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Mined on the first part: {mined.Both} of {mined.Episode} jobs, {mined.Outcome} of all {mined.Jobs}.");
        foreach (MinedExample example in rule.Examples)
        {
            yield return $"Example: job {example.JobId}, complete at {example.EpisodeEnd}, {NameOf(rule.Outcome)} at "
                + $"{example.Outcome}.";
        }
    }

    private static string NameOf(MiningKey key) => key switch
    {
        MiningKey.Job => "job",
        MiningKey.User => "user",
        MiningKey.Node => "node",
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static string DurationOf(TimeSpan window)
    {
        (long unit, string name) = window.Ticks % TimeSpan.TicksPerHour == 0 ? (TimeSpan.TicksPerHour, "h")
            : window.Ticks % TimeSpan.TicksPerMinute == 0 ? (TimeSpan.TicksPerMinute, "m")
            : window.Ticks % TimeSpan.TicksPerSecond == 0 ? (TimeSpan.TicksPerSecond, "s")
            : (TimeSpan.TicksPerMicrosecond, "us");
        return (window.Ticks / (decimal)unit).ToString(CultureInfo.InvariantCulture) + name;
    }
}
