using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Statistics;
using ClusterSim.Tables;

namespace ClusterSim.Experiments.Published;

/// <summary>What limits of power do to the training jobs that Zeus' authors measured.</summary>
internal static class ZeusStudy
{
    private const string Reason =
        "the curves were fitted to every other configuration, and to the limit over the power drawn, not to watts";

    // Medians of the measurements, relative to the greatest limit: speed, and energy of an epoch.
    private static readonly (string Gpu, int Most, int Limit, double Speed, double Energy)[] s_medians =
    [
        ("v100", 250, 100, 0.725, 0.836), ("v100", 250, 125, 0.853, 0.796), ("v100", 250, 150, 0.899, 0.806),
        ("v100", 250, 175, 0.941, 0.845), ("v100", 250, 200, 0.965, 0.897),
        ("rtx6000", 260, 125, 0.821, 0.795), ("rtx6000", 260, 150, 0.909, 0.778), ("rtx6000", 260, 200, 0.971, 0.871),
        ("a40", 300, 150, 0.751, 0.954), ("a40", 300, 175, 0.929, 0.839), ("a40", 300, 200, 0.956, 0.866),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "zeus-power-limits",
        Title = "Speed and energy of training jobs under limits of power",
        Source =
            "You et al., \"Zeus: Understanding and Optimizing GPU Energy Consumption of DNN Training\", NSDI 2023; "
            + "ml-energy/zeus, examples/research_reproducibility/zeus_nsdi23/trace/summary_power_*.csv. The medians "
            + "were taken from the files with Python's statistics module",
        Protocol =
            "Every measured configuration of network, batch size and optimizer (68 on V100, 53 on A40, 52 on RTX 6000) "
            + "is a job of 1,000 s on a GPU of its own that draws the power that was measured without a limit. "
            + "Policy `gpu-power-limit` limits all of them; the median of their speeds and energies, relative to "
            + "the run without a limit, stands beside the median of the measurements.",
        Data =
        [
            .. new[] { "v100", "rtx6000", "a40" }.Select(gpu => new PublishedFile(
                FileOf(gpu), $"github.com/ml-energy/zeus, zeus_nsdi23/trace/summary_power_{gpu}.csv")),
        ],
        Rows = Rows,
    };

    private static string FileOf(string gpu) => $"gpu-power/zeus/summary_power_{gpu}.csv";

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        foreach ((string gpu, int most, int limit, double speed, double energy) in s_medians)
        {
            data.Cancel.ThrowIfCancellationRequested();
            double[] watts = [.. Unlimited(data.PathOf(FileOf(gpu)), most)];
            RunResult free = LimitedGpus.Run(gpu, most, watts);
            RunResult limited =
                LimitedGpus.Run(gpu, most, watts, "gpu-power-limit", ("limit", (double)limit / most));
            string where = string.Create(CultureInfo.InvariantCulture, $"{gpu.ToUpperInvariant()} at {limit} W");
            yield return Row(
                "median relative speed", where, speed, Median(free, limited, job => 1 / job.RunTime.TotalSeconds));
            yield return Row(
                "median relative energy", where, energy, Median(free, limited, job => job.EnergyJoules!.Value));
        }
    }

    private static IEnumerable<double> Unlimited(string path, int most)
    {
        using FileStream file = File.OpenRead(path);
        using CsvTableReader row = new(file, path);
        row.Select(["power_limit", "average_power"]);
        while (row.Read())
        {
            if (Number(row, 0) == most)
            {
                yield return Number(row, 1);
            }
        }
    }

    private static double Number(CsvTableReader row, int column) =>
        double.Parse(row.Text(column), CultureInfo.InvariantCulture);

    private static double Median(RunResult free, RunResult limited, Func<JobResult, double> value)
    {
        double[] ratios = [.. limited.Jobs.Zip(free.Jobs, (with, without) => value(with) / value(without)).Order()];
        return Quantiles.OfSorted(ratios, 0.5);
    }

    private static string NoteOf(string where) => where switch
    {
        "A40 at 150 W" =>
            "Here the curve is steepest: from 0.6 to 0.8 of the power drawn the speed of an A40 goes from 0.56 to "
            + "0.93, so that an error of the curve is greatest.",
        "V100 at 100 W" =>
            "Many of these jobs lie near 0.5 of the power drawn, where the fitted half of the configurations drew "
            + "0.464 of the power, and all of them together 0.478.",
        _ => "",
    };

    private static PublishedRow Row(string metric, string where, double published, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Relative(0.1, Reason),
        Note = NoteOf(where),
    };
}
