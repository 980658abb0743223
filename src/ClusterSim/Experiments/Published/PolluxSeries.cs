using System.Collections.Immutable;
using ClusterSim.Statistics;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Experiments.Published;

/// <summary>Pollux by load, by interference and by seed.</summary>
internal static class PolluxSeries
{
    private static readonly (string, string) s_artefact = ("variant", "artefact");

    private static readonly Tolerance s_search = Tolerance.Relative(
        0.03, "the published search is random and not seeded");

    private static readonly Tolerance s_cells = Tolerance.Relative(
        0.03, "step times between measured placements come from another triangulation of the same points than SciPy's");

    private static readonly ImmutableArray<long> s_seeds = [1, 2, 3, 4, 5];

    /// <summary>The studies.</summary>
    public static ImmutableArray<PublishedStudy> All { get; } =
    [
        Study(
            "pollux-load", "Pollux, Tiresias and Optimus+Oracle by load",
            "Half, one and a half and twice the jobs (80, 240, 320). About 1,200 CPU-seconds.", [1],
            ["-0.5", "-1.5", "-2.0"], Loads),
        Study(
            "pollux-interference", "Pollux without interference avoidance",
            "avoid_interference=false; jobs on several nodes that share one run at the speed of the row. About 600 "
                + "CPU-seconds.", [1], [""], Interference),
        Study(
            "pollux-seeds", "Pollux by seed", "Five seeds; the interval is Student's. About 1,000 CPU-seconds.",
            s_seeds, [""], Seeds),
    ];

    private static PublishedStudy Study(
        string name, string title, string protocol, ImmutableArray<long> seeds, string[] loads,
        Func<StudyData, IEnumerable<PublishedRow>> rows) => new()
    {
        Name = name,
        Title = title,
        Source = PolluxStudies.Paper,
        Protocol = PolluxStudies.Conventions + "variant=artefact where there is one. " + protocol,
        Data = [.. PolluxStudies.Files(loads)],
        Seeds = seeds,
        Rows = rows,
    };

    private static IEnumerable<PublishedRow> Loads(StudyData data)
    {
        foreach ((string load, double pollux, double tiresias, double optimus) in new[]
        {
            ("-0.5", 1534.0, 2091.0, 2395.0), ("-1.5", 3685, 6182, 7235), ("-2.0", 5289, 10040, 9721),
        })
        {
            string where = $", {load[1..]} x the load";
            yield return Row("pollux" + where, pollux, s_search, new PolluxSetting("pollux", s_artefact));
            yield return Row("tiresias-pollux" + where, tiresias, s_cells, new PolluxSetting("tiresias-pollux"));
            yield return Row(
                "optimus-oracle" + where, optimus, s_cells, new PolluxSetting("optimus-oracle", s_artefact));

            PublishedRow Row(string name, double published, Tolerance tolerance, PolluxSetting setting) =>
                Mean(name, published, tolerance, PolluxRuns.Mean(data, setting with { Load = load }));
        }
    }

    private static IEnumerable<PublishedRow> Interference(StudyData data)
    {
        foreach ((double slowdown, double published) in new[] { (0.0, 2758.0), (0.25, 3177), (0.5, 3903) })
        {
            yield return Mean(
                FormattableString.Invariant($"pollux, {slowdown * 100:0} % slower on shared nodes"), published,
                s_search, PolluxRuns.Mean(data, new PolluxSetting("pollux", s_artefact, ("avoid_interference", "false"))
                {
                    Slowdown = slowdown,
                }));
        }
    }

    private static IEnumerable<PublishedRow> Seeds(StudyData data)
    {
        double[] means =
        [
            .. s_seeds.Select(seed =>
                PolluxRuns.Mean(data, new PolluxSetting("pollux", s_artefact) { Seed = seed })),
        ];
        double mean = means.Average();
        double half = StudentT.InvCDF(0, 1, means.Length - 1, 0.975)
            * Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1) / means.Length);
        yield return Mean("pollux, mean of five seeds", 2751.13359375, s_search, mean) with
        {
            Interval = new ConfidenceInterval(mean, mean - half, mean + half),
        };
        for (int i = 0; i < means.Length; i++)
        {
            yield return Mean(
                FormattableString.Invariant($"pollux, seed {s_seeds[i]}"), 2751.13359375, s_search, means[i]);
        }
    }

    private static PublishedRow Mean(string where, double published, Tolerance tolerance, double obtained) => new()
    {
        Metric = "mean JCT (s)", Where = where, Published = published, Obtained = obtained, Tolerance = tolerance,
    };
}
