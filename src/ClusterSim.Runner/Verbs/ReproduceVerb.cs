using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments.Fidelity;

namespace ClusterSim.Runner.Verbs;

/// <summary>Makes the runs whose schedules other programs computed, too, and shows them side by side.</summary>
internal static class ReproduceVerb
{
    private static readonly Argument<string?> What = new("name")
    {
        Description = "A case, all cases of a peer, or 'all'; without it, the cases are listed.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "NAME|all",
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder with the traces and the peers' schedules, which do not come with this program.",
        HelpName = "DIR",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for the page, README.md; default: the result is only shown.", HelpName = "DIR",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "reproduce",
            "Compare our schedules with those of other programs, job by job.",
            "clustersim reproduce",
            "clustersim reproduce pai-sim --data ../shared/data",
            "clustersim reproduce all --data ../shared/data --out docs/fidelity")
        {
            What, Data, Out,
        };
        verb.SetAction((parsed, cancel) => Task.Run(() => Run(parsed, terminal, cancel), CancellationToken.None));
        return verb;
    }

    private static int Run(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        if (parsed.GetValue(What) is not { } name)
        {
            List(terminal);
            return ExitCode.Good;
        }

        var schedules = PeerSchedules.Find(name);
        string data = parsed.GetValue(Data) ?? throw new UsageException(
            "found no --data, expected the folder with the traces and the peers' schedules; "
            + "they do not come with this program");
        List<PeerComparison> comparisons = [];
        foreach (PeerSchedule schedule in schedules)
        {
            cancel.ThrowIfCancellationRequested();
            comparisons.Add(PeerReplay.Run(schedule, data));
            Write(comparisons[^1], terminal);
        }

        if (parsed.GetValue(Out) is { } folder)
        {
            Directory.CreateDirectory(folder);
            string page = Path.Combine(folder, "README.md");
            File.WriteAllText(page, FidelityPage.Text(comparisons));
            terminal.Out.WriteLine($"\npage: {page}");
        }

        return comparisons.All(comparison => comparison.IsAsExpected) ? ExitCode.Good : ExitCode.BadInput;
    }

    private static void List(Terminal terminal)
    {
        int width = PeerSchedules.All.Max(schedule => schedule.Name.Length);
        foreach (PeerSchedule schedule in PeerSchedules.All)
        {
            string peer = $"{schedule.Peer.Name} {schedule.Peer.Version}, {schedule.PeerPolicy}";
            terminal.Out.WriteLine($"{schedule.Name.PadRight(width)}  {peer}; ours: {schedule.Policy}");
        }
    }

    private static void Write(PeerComparison comparison, Terminal terminal)
    {
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Schedule.Name}: {comparison.JobsEqual} of {comparison.Jobs} jobs equal, largest difference "
            + $"{comparison.LargestDifference.TotalSeconds:0.#######} s, "
            + $"{comparison.CpuTime.TotalSeconds:0.00} s CPU"));
        if (comparison.Schedule.Reason.Length > 0)
        {
            terminal.Out.WriteLine("  known: " + comparison.Schedule.Reason);
        }

        foreach (string difference in comparison.IsAsExpected ? [] : comparison.Differences)
        {
            terminal.Out.WriteLine("  " + difference);
        }
    }
}
