using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Runner.Verbs;

/// <summary>Finds rules in the logs that a data-source document names, each rule in the logs of its source.</summary>
internal static class DetectSources
{
    public static void Run(
        string document, RuleSet rules, DateTime now, bool compat, bool json, Terminal terminal)
    {
        HashSet<string> types = new(StringComparer.Ordinal);
        foreach (LogSource source in LogSources.Load(document))
        {
            if (!types.Add(source.Type))
            {
                terminal.Notice($"{document}: a second source of the type {source.Type} is not read");
                continue;
            }

            RuleSet fitting = rules.OfSource(source.Type);
            if (fitting.Rules.IsEmpty)
            {
                terminal.Notice($"{document}: no rule reads the type {source.Type}");
                continue;
            }

            List<string> problems = [];
            ImmutableArray<LogFile> logs = source.Open(now, problems);
            foreach (string problem in problems)
            {
                terminal.Notice(problem);
            }

            DetectLogs.Run(logs, fitting, compat, json, terminal);
        }

        TellUnread(document, rules, types, terminal);
    }

    private static void TellUnread(string document, RuleSet rules, HashSet<string> types, Terminal terminal)
    {
        if (types.Contains("*"))
        {
            return;
        }

        foreach (CreRule rule in rules.Rules.Where(rule => !types.Contains(rule.LogSource)))
        {
            terminal.Notice($"{document}: no source of the type {rule.LogSource}, which {rule.CreId} reads");
        }
    }
}
