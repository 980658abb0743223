using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>The sample of community rules with the verdicts that upstream's own engine gives.</summary>
internal static class CreCorpus
{
    public static readonly DateTime Now = new(2026, 12, 10, 0, 0, 0, DateTimeKind.Utc);

    public static string Rules => System.IO.Path.GetDirectoryName(
        System.IO.Path.GetDirectoryName(SharedData.Path("cre/fetched/rules/cre-2024-0008/test.log")))!;

    /// <summary>The rule of one folder.</summary>
    public static RuleSet RulesOf(string dir) => CreRules.LoadForLogs(System.IO.Path.Combine(Rules, dir));

    /// <summary>The rows of verdicts.csv by column name.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Verdicts()
    {
        string[] lines = File.ReadAllLines(SharedData.Path("cre/verdicts.csv"));
        string[] names = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(line => line.Split(',')).Select(cells =>
                names.Select((name, i) => (name, cells[i])).ToDictionary(cell => cell.name, cell => cell.Item2)),
        ];
    }
}
