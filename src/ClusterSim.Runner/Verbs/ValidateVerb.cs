using System.CommandLine;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>Checks input files and reports everything that is wrong with them.</summary>
internal static class ValidateVerb
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Experiment, platform, rule and trace files.", Arity = ArgumentArity.OneOrMore, HelpName = "FILE",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "validate",
            "Check files: all problems at once, each with its place.",
            "clustersim validate experiments/which-policy-on-a-small-cluster/experiment.yaml platforms/small-gpu.yaml")
        {
            Files,
        };
        verb.SetAction(parsed =>
        {
            // Every file is checked, also after a bad one.
            bool[] good = [.. parsed.GetRequiredValue(Files).Select(file => IsGood(file, terminal))];
            return good.All(fine => fine) ? ExitCode.Good : ExitCode.BadInput;
        });
        return verb;
    }

    private static bool IsGood(string file, Terminal terminal)
    {
        InputCheck check = InputCheck.Of(file);
        foreach (string problem in check.Problems)
        {
            terminal.Error.WriteLine("error: " + problem);
        }

        if (check.Problems.IsEmpty)
        {
            terminal.Out.WriteLine($"{file}: good {check.Kind.ToString().ToLowerInvariant()} ({check.Summary})");
            foreach (string notice in check.Notices)
            {
                terminal.Out.WriteLine("  " + notice);
            }
        }

        return check.Problems.IsEmpty;
    }
}
