using System.CommandLine;
using ClusterSim.Experiments;
using ClusterSim.Impact;

namespace ClusterSim.Runner.Verbs;

/// <summary>Prints how finished runs differ.</summary>
internal static class CompareVerb
{
    private static readonly Argument<string> First = new("first")
    {
        Description = "Folder of an experiment, or of the run that is the baseline.", HelpName = "DIR",
    };

    private static readonly Argument<string?> Second = new("second")
    {
        Description = "Folder of the run, or of the experiment, to compare with the first.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "DIR",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "compare",
            "Print how finished runs differ, with confidence intervals.",
            "clustersim compare out/first",
            "clustersim compare out/first/fifo out/first/easy")
        {
            First, Second,
        };
        verb.SetAction(parsed =>
        {
            string first = parsed.GetRequiredValue(First);
            string? second = parsed.GetValue(Second);
            ExperimentResults results = second is null
                ? ExperimentResults.Open(first)
                : ExperimentResults.OfTwo(first, second);
            foreach (ScenarioGroup group in results.Groups)
            {
                Comparison comparison = results.Compare(group);
                if (group.Name.Length > 0)
                {
                    terminal.Out.WriteLine($"## {group.Name}\n");
                }

                terminal.Out.WriteLine(comparison.ToMarkdown());
            }

            return ExitCode.Good;
        });
        return verb;
    }
}
