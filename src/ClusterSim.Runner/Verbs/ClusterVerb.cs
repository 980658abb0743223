using System.CommandLine;
using System.Globalization;
using ClusterSim.Journals;
using ClusterSim.Learning.Clustering;
using ClusterSim.Learning.Features;
using ClusterSim.Statistics;

namespace ClusterSim.Runner.Verbs;

/// <summary>Groups users or jobs by what they did.</summary>
internal static class ClusterVerb
{
    // Enough members to look one up by hand.
    private const int MostMembers = 5;

    private static readonly Argument<string> File = new("file")
    {
        Description = "Event file (JSON lines, .gz or Parquet), or folder of a run that holds one.",
        HelpName = "EVENTS_or_RUN",
    };

    private static readonly Option<string> By = new("--by")
    {
        Description = "What is grouped: user or job; default user.", HelpName = "WHAT",
    };

    private static readonly Option<string> Epsilon = new("--epsilon")
    {
        Description = "Distance of neighbours in scaled features; default 1.", HelpName = "X",
    };

    private static readonly Option<int?> MinPoints =
        Numbers.Option("--min-points", "Neighbours that make a cluster dense; default 5.", "N");

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object for each cluster." };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "cluster",
            "Group users or jobs by what they did, and say what sets each group apart.",
            "clustersim cluster out/first/fifo --by user",
            "clustersim cluster out/first/fifo/events.jsonl --by job --epsilon 0.5 --json")
        {
            File, By, Epsilon, MinPoints, Json,
        };
        verb.SetAction(parsed =>
        {
            DbscanOptions options = OptionsOf(parsed);
            string by = parsed.GetValue(By) ?? "user";
            bool users = by is "user"
                || (by is "job" ? false : throw new UsageException($"--by: found '{by}', expected user or job"));
            string file = EventFiles.Of(parsed.GetRequiredValue(File));
            (IReadOnlyList<string> names, FeatureTable table) = Read(file, users);
            if (table.RowCount == 0)
            {
                throw new UsageException($"found no {by} with a job that started and ended in '{file}'");
            }

            Write(names, table, options, parsed.GetValue(Json), terminal);
            return ExitCode.Good;
        });
        return verb;
    }

    private static DbscanOptions OptionsOf(ParseResult parsed)
    {
        string epsilon = parsed.GetValue(Epsilon) ?? "1";
        return new DbscanOptions
        {
            Epsilon = double.TryParse(epsilon, NumberStyles.Float, CultureInfo.InvariantCulture, out double distance)
                && distance > 0 && double.IsFinite(distance)
                ? distance
                : throw new UsageException($"--epsilon: found '{epsilon}', expected a number above 0"),
            MinPoints = parsed.GetValue(MinPoints) ?? 5,
        };
    }

    private static (IReadOnlyList<string>, FeatureTable) Read(string file, bool users)
    {
        using EventReader reader = EventReader.Open(file);
        BehaviorFeatures features = new(reader.Jobs);
        reader.Replay(features);
        if (users)
        {
            (var names, FeatureTable table) = features.PerUser();
            return (names, table);
        }

        (var ids, FeatureTable jobs) = features.PerJob();
        return (ids, jobs);
    }

    private static void Write(
        IReadOnlyList<string> names, FeatureTable table, DbscanOptions options, bool json, Terminal terminal)
    {
        FeatureTable scaled = RobustScaling.Of(table).Apply(table);
        Clusters clusters = Dbscan.Find(scaled, options);
        foreach (ClusterExplanation explained in ClusterExplanation.Of(table, clusters))
        {
            string[] members = [.. clusters.RowsOf(explained.Cluster).Select(row => names[row])];
            terminal.Out.WriteLine(json
                ? JsonLine.Of(
                    new { explained.Cluster, explained.Size, explained.Sentence, explained.Contrasts, members })
                : $"{explained.Sentence} E.g. {string.Join(", ", members.Take(MostMembers))}.");
        }

        if (!json)
        {
            ConfidenceInterval stability = ClusterStability.Of(scaled, options, resamples: 20);
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{clusters.Sizes.Length} clusters, {clusters.NoiseCount} of {table.RowCount} in none; stability under "
                    + $"resampling (adjusted Rand index) {stability.Estimate:0.00}, "
                    + $"{stability.Low:0.00} to {stability.High:0.00}"));
        }
    }
}
