using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Experiments.Published;

/// <summary>Mean and single completion times of the simulator of Pollux's artefact.</summary>
internal static class PolluxStudies
{
    private const string Origin = "github.com/petuum/adaptdl, branch osdi21-artifact, simulator/";
    internal const string Paper = "Qiao et al., \"Pollux: Co-adaptive Cluster Scheduling for Goodput-Optimized Deep "
        + "Learning\", OSDI 2021; petuum/adaptdl, branch osdi21-artifact, commit c793c70, simulator/results-*";

    internal const string Conventions = "Eight workloads of 160 jobs on 16 nodes of 4 GPUs; "
        + "30 s for each start and re-allocation; epochs begin and end at whole seconds. ";

    private const string Interpolation = "step times between measured placements come from another triangulation of "
        + "the same points than SciPy's; with SciPy's values every job ends in the published second (a test holds it)";

    /// <summary>The deterministic schedulers, and Pollux.</summary>
    public static ImmutableArray<PublishedStudy> All { get; } =
    [
        new PublishedStudy
        {
            Name = "pollux-baselines",
            Title = "Tiresias and Optimus+Oracle in the simulator of Pollux",
            Source = Paper,
            Protocol = Conventions + "A job is equal when it ends in the published second.",
            Data = [.. Files(), .. new[] { "tiresias", "optimus" }.Select(name => Published(name))],
            Rows = Baselines,
        },
        new PublishedStudy
        {
            Name = "pollux",
            Title = "Pollux's mean completion time by interval",
            Source = Paper,
            Protocol = Conventions
                + "variant=artefact. The published search was not seeded; ours has seed 1. About 200 CPU-seconds.",
            Data = [.. Files()],
            Seeds = [1],
            Rows = Series,
        },
        .. PolluxSeries.All,
    ];

    /// <summary>The workloads at the loads, and the measurements.</summary>
    internal static IEnumerable<PublishedFile> Files(params string[] loads) =>
        from load in loads.DefaultIfEmpty("").Append("*")
        from number in Enumerable.Range(1, load == "*" ? 1 : PolluxRuns.Count)
        let file = string.Create(CultureInfo.InvariantCulture, $"workloads{load}/workload-{number}.csv")
        select load == "*"
            ? File(PolluxRuns.Measurements + "/bert/placements.csv", "traces, with the folders of all six applications")
            : File("pollux/simulator/" + file, file);

    private static PublishedFile File(string path, string below) => new(path, Origin + below);

    private static PublishedFile Published(string name) => new(
        $"peers/pollux-sim/published_{name}.csv",
        Origin + $"results-jobload/{name}-1.0/summary.json as workload, job, jct");

    private static IEnumerable<PublishedRow> Baselines(StudyData data)
    {
        foreach ((string name, string policy, double mean, (string, string)[] options) in new[]
        {
            ("tiresias", "tiresias-pollux", 4038.18203125, Array.Empty<(string, string)>()),
            ("optimus", "optimus-oracle", 5681.93359375, [("variant", "artefact")]),
        })
        {
            Dictionary<string, double> published = System.IO.File.ReadLines(data.PathOf(Published(name).Path)).Skip(1)
                .Select(line => line.Split(','))
                .ToDictionary(
                    fields => $"{fields[0]}/{fields[1]}", fields => Number(fields[2]), StringComparer.Ordinal);
            Dictionary<string, double> ours = PolluxRuns.Jcts(data, new PolluxSetting(policy, options));
            yield return new PublishedRow
            {
                Metric = "mean JCT (s)",
                Where = policy,
                Published = mean,
                Obtained = ours.Values.Average(),
                Tolerance = Tolerance.Relative(0.01, Interpolation),
            };
            yield return new PublishedRow
            {
                Metric = "jobs that end in the published second",
                Where = policy,
                Published = published.Count,
                Obtained = published.Count(job => ours[job.Key] == job.Value),
                Tolerance = Tolerance.Exact("nothing is drawn"),
                Note = Interpolation,
            };
        }
    }

    private static IEnumerable<PublishedRow> Series(StudyData data)
    {
        (int, double)[] intervals = [(60, 2751.13359375), (240, 2968.54921875), (480, 3354.1765625)];
        foreach ((int seconds, double published) in intervals)
        {
            yield return new PublishedRow
            {
                Metric = "mean JCT (s)",
                Where = string.Create(CultureInfo.InvariantCulture, $"pollux, a decision every {seconds} s"),
                Published = published,
                Obtained = PolluxRuns.Mean(data, new PolluxSetting(
                    "pollux", ("interval", $"{seconds}s"), ("variant", "artefact"))
                {
                    Interval = TimeSpan.FromSeconds(seconds),
                }),
                Tolerance = Tolerance.Relative(0.03, "the published search is random and not seeded"),
            };
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
