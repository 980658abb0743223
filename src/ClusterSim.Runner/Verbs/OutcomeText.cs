using System.Collections.Immutable;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>What a user reads when an experiment is finished.</summary>
internal static class OutcomeText
{
    public static void Write(ExperimentOutcome outcome, Terminal terminal)
    {
        foreach (string notice in outcome.Notices.Concat(outcome.Groups.SelectMany(Notices)).Distinct())
        {
            terminal.Notice(notice);
        }

        foreach (GroupSummary group in outcome.Groups)
        {
            Write(group, terminal.Out);
        }

        terminal.Out.WriteLine($"report: {outcome.ReportPath}");
    }

    private static IEnumerable<string> Notices(GroupSummary group) =>
        group.Notices.Select(notice => group.Name.Length > 0 ? $"{group.Name}: {notice}" : notice);

    private static void Write(GroupSummary group, TextWriter output)
    {
        if (group.Name.Length > 0)
        {
            output.WriteLine(group.Name);
        }

        ImmutableArray<string>[] lines = [group.Header, .. group.Rows];
        int[] widths = [.. group.Header.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (ImmutableArray<string> line in lines)
        {
            // Names to the left, numbers to the right.
            IEnumerable<string> numbers = line.Skip(1).Select((cell, i) => cell.PadLeft(widths[i + 1]));
            output.WriteLine(string.Join("  ", [line[0].PadRight(widths[0]), .. numbers]));
        }

        output.WriteLine();
        foreach (string answer in group.Answers)
        {
            output.WriteLine(answer);
        }

        if (!group.Answers.IsEmpty)
        {
            output.WriteLine();
        }
    }
}
