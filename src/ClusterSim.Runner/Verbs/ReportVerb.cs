using System.CommandLine;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>Writes the reports of finished runs again.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "Folder of an experiment or of one run.", HelpName = "DIR",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new("report", "Write report.html of finished runs again.", "clustersim report out/first")
        {
            Folder,
        };
        verb.SetAction(parsed =>
        {
            string report = ExperimentResults.Open(parsed.GetRequiredValue(Folder)).WriteReports();
            terminal.Out.WriteLine($"report: {report}");
            return ExitCode.Good;
        });
        return verb;
    }
}
