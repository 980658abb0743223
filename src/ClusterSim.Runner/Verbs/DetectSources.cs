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
        RuleSet several = rules.OfSeveralSources();
        List<(string Type, ImmutableArray<LogFile> Logs)> shared = [];
        List<LogFile> onlyShared = [];
        foreach (LogSource source in LogSources.Load(document))
        {
            if (!types.Add(source.Type))
            {
                terminal.Notice($"{document}: a second source of the type {source.Type} is not read");
                continue;
            }

            RuleSet fitting = rules.OfSource(source.Type);
            bool isShared = several.Rules.Any(rule => rule.LogSources.Contains(source.Type));
            if (fitting.Rules.IsEmpty && !isShared)
            {
                terminal.Notice($"{document}: no rule reads the type {source.Type}");
                continue;
            }

            ImmutableArray<LogFile> logs = Open(source, now, terminal);
            if (!fitting.Rules.IsEmpty)
            {
                DetectLogs.Run(logs, fitting, compat, json, terminal);
            }

            else
            {
                onlyShared.AddRange(logs);
            }

            if (isShared)
            {
                shared.Add((source.Type, logs));
            }
        }

        if (shared.Count > 0)
        {
            DetectLogs.RunTogether(document, shared, several, compat, json, terminal);
        }

        // The others were told when they were read alone.
        onlyShared.ForEach(log => DetectLogs.TellLeftOut(log, terminal));
        TellUnread(document, rules, types, terminal);
    }

    private static ImmutableArray<LogFile> Open(LogSource source, DateTime now, Terminal terminal)
    {
        List<string> problems = [];
        ImmutableArray<LogFile> logs = source.Open(now, problems);
        foreach (string problem in problems)
        {
            terminal.Notice(problem);
        }

        return logs;
    }

    private static void TellUnread(string document, RuleSet rules, HashSet<string> types, Terminal terminal)
    {
        if (types.Contains("*"))
        {
            return;
        }

        foreach (CreRule rule in rules.Rules)
        {
            foreach (string type in rule.LogSources.Where(type => !types.Contains(type)))
            {
                terminal.Notice($"{document}: no source of the type {type}, which {rule.CreId} reads");
            }
        }
    }
}
