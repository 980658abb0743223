using System.CommandLine;
using ClusterSim.Experiments.Explaining;

namespace ClusterSim.Runner.Verbs;

/// <summary>Tells why a job of a finished run waited, was moved or stopped, and how it fared otherwise.</summary>
internal static class ExplainVerb
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "Folder of a finished experiment, or of one of its runs.", HelpName = "DIR",
    };

    private static readonly Option<string> Job = new("--job", "-j")
    {
        Description = "Identifier of the job as in jobs.csv.", HelpName = "ID", Required = true,
    };

    private static readonly Option<string?> Policy = new("--policy", "-p")
    {
        Description = "Which policy's run; default: that of the run's folder, else the first after the baseline.",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object in place of text." };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "explain",
            "Tell why a job waited, was moved or stopped, and how it fared under the other policies.",
            "clustersim explain out/first --job job-17 --policy easy",
            "clustersim explain out/first/tiresias --job job-17 --json")
        {
            Folder, Job, Policy, Json,
        };
        verb.SetAction(parsed =>
        {
            JobExplanation explained = RunExplainer.Explain(
                parsed.GetRequiredValue(Folder), parsed.GetRequiredValue(Job), parsed.GetValue(Policy));
            if (parsed.GetValue(Json))
            {
                terminal.Out.WriteLine(ExplanationJson.Of(explained));
                return ExitCode.Good;
            }

            foreach (string sentence in explained.Sentences)
            {
                terminal.Out.WriteLine(sentence);
            }

            return ExitCode.Good;
        });
        return verb;
    }
}
