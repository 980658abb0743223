using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Reports.Privacy;

namespace ClusterSim.Runner.Verbs;

/// <summary>Writes tables of finished runs that can be published.</summary>
internal static class PublishVerb
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "Folder of a finished experiment or of one run.", HelpName = "DIR",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Empty or new folder for the tables.", HelpName = "DIR", Required = true,
    };

    private static readonly Option<string> Key = new("--key", "-k")
    {
        Description = "File with the secret that names are hashed with: 16 bytes or more.", HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<int> Crowd = new("--crowd")
    {
        Description = "How many users must share size and time of a job, else it is left out; default 5.",
        HelpName = "K",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string> Step = new("--step")
    {
        Description = "Points in time are moved down to a multiple of this; default 1 d.", HelpName = "LENGTH",
        DefaultValueFactory = _ => "1 d",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "publish",
            "Write the tables of finished runs with hashed names, coarse values and no rare jobs.",
            "clustersim publish out/first --key secret.key --out out/public",
            "clustersim publish out/first/easy --key secret.key --crowd 10 --step 7d --out out/public")
        {
            Folder, Out, Key, Crowd, Step,
        };
        verb.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(Out);
            ImmutableArray<PublicationReport> reports = ExperimentPublication.Write(
                parsed.GetRequiredValue(Folder), target,
                new PublishOptions
                {
                    Key = KeyOf(parsed.GetRequiredValue(Key)), Crowd = CrowdOf(parsed.GetValue(Crowd)),
                    Step = StepOf(parsed.GetRequiredValue(Step)),
                });
            foreach (PublicationReport report in reports)
            {
                terminal.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.Run}: {report.Suppressed:N0} of {report.Jobs:N0} jobs left out "
                    + $"({report.SuppressionRate:P1})"));
            }

            terminal.Out.WriteLine($"what was changed: {Path.Combine(target, ExperimentPublication.FileName)}");
            return ExitCode.Good;
        });
        return verb;
    }

    private static byte[] KeyOf(string path)
    {
        byte[] key = File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new UsageException($"--key: found no file '{path}', expected one with 16 or more secret bytes");
        return key.Length >= 16
            ? key
            : throw new UsageException($"--key: found {key.Length} bytes in '{path}', expected 16 or more");
    }

    private static int CrowdOf(int crowd) =>
        crowd >= 2
            ? crowd
            : throw new UsageException($"--crowd: found '{crowd}', expected a whole number of 2 or more");

    private static TimeSpan StepOf(string text) =>
        DurationText.TryParse(text, out TimeSpan step) && step > TimeSpan.Zero
            ? step
            : throw new UsageException(
                $"--step: found '{text}', expected a length of time greater than 0 with its unit, e.g. '6 h' or '1 d'");
}
