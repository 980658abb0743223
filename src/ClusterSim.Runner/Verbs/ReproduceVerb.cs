using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Fidelity;
using ClusterSim.Experiments.Published;

namespace ClusterSim.Runner.Verbs;

/// <summary>Makes the runs whose results others published or computed, too, and shows them side by side.</summary>
internal static class ReproduceVerb
{
    private static readonly Argument<string[]> What = new("name")
    {
        Description = "Studies, cases or peers; 'published', 'job-by-job' or 'all'. Without one, all are listed.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "NAME...|all",
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder with the traces and published results, which do not come with this program.",
        HelpName = "DIR",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for pages, JSON and pictures; default: the result is only shown.", HelpName = "DIR",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "reproduce",
            "Compare our results with published ones, and our schedules with those of other programs, job by job.",
            "clustersim reproduce",
            "clustersim reproduce backfilling priority-keys --data .",
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
        if (parsed.GetValue(What) is not { Length: > 0 } names)
        {
            ReproduceText.List(terminal.Out);
            return ExitCode.Good;
        }

        Reproduction wanted = Reproduction.Find(names);
        string data = parsed.GetValue(Data) ?? throw new UsageException(
            "found no --data, expected the folder with the traces and published results; "
            + "they do not come with this program");
        string? folder = parsed.GetValue(Out);
        bool skipMissing = Reproduction.TakesWhatIsThere(names);
        if (skipMissing && !Directory.Exists(data))
        {
            throw new ExperimentException($"{data}: found no such folder, expected the one with the data");
        }

        bool good = RunSchedules(wanted, data, folder, skipMissing, terminal, cancel);
        good &= RunStudies(wanted, data, folder, skipMissing, terminal, cancel);
        if (folder is not null && Directory.Exists(folder))
        {
            terminal.Out.WriteLine($"\npage: {FidelityFolder.WriteIndex(folder)}");
        }

        return good ? ExitCode.Good : ExitCode.BadInput;
    }

    private static bool RunSchedules(
        Reproduction wanted, string data, string? folder, bool skipMissing, Terminal terminal, CancellationToken cancel)
    {
        List<PeerComparison> comparisons = [];
        foreach (PeerSchedule schedule in wanted.Schedules)
        {
            cancel.ThrowIfCancellationRequested();
            var missing = PeerReplay.Missing(schedule, data);
            if (skipMissing && !missing.IsEmpty)
            {
                terminal.Notice($"{schedule.Name} was not run: {data} has no {string.Join(", ", missing)}");
                continue;
            }

            comparisons.Add(PeerReplay.Run(schedule, data));
            ReproduceText.Write(comparisons[^1], terminal.Out);
        }

        if (folder is not null && comparisons.Count > 0)
        {
            FidelityFolder.Write(folder, comparisons);
        }

        return comparisons.All(comparison => comparison.IsAsExpected);
    }

    private static bool RunStudies(
        Reproduction wanted, string data, string? folder, bool skipMissing, Terminal terminal, CancellationToken cancel)
    {
        bool good = true;
        foreach (PublishedStudy study in wanted.Studies)
        {
            cancel.ThrowIfCancellationRequested();
            var missing = study.Missing(data);
            if (skipMissing && !missing.IsEmpty)
            {
                string files = string.Join("; ", missing.Select(file => $"{file.Path} (from {file.Origin})"));
                terminal.Notice(string.Create(
                    CultureInfo.InvariantCulture, $"{study.Name} was not run: {data} has no {files}"));
                continue;
            }

            StudyOutcome outcome = study.Run(data, cancel);
            terminal.Out.Write("\n" + StudyTable.Text(outcome));
            good &= outcome.IsGood;
            if (folder is not null)
            {
                FidelityFolder.Write(folder, outcome);
            }
        }

        return good;
    }
}
