using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Tables;

namespace ClusterSim.Experiments.Published;

/// <summary>What lower core frequencies do to the applications of the NV-DVFS benchmark.</summary>
internal static class FrequencyStudy
{
    private const double Least = 0.5;

    private const string Reason =
        "applications differ: some go by the cores and some by the memory, and one curve is for all of them";

    private static readonly (string File, string Model, double Watts)[] s_gpus =
        [("v100", "V100", 300), ("rtx8000", "RTX8000", 260)];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "gpu-frequency",
        Title = "Speed and energy of GPUs at lower core frequencies",
        Source =
            "Wang and Chu, NV-DVFS benchmark; blackjack2015/NV-DVFS-Benchmark, files v100- and "
            + "rtx8000-dvfs-real-profile.csv: 20 applications of Rodinia and the CUDA samples at ten core frequencies, "
            + "the memory's fixed",
        Protocol =
            "Frequencies of half the greatest and more. The curves of `FrequencyCurve` were fitted to every other "
            + "application in alphabetical order, from the first; here are the other ten. Each is a job of 1,000 s on "
            + "a GPU of its own that draws the power measured at the greatest frequency, and policy `gpu-frequency` "
            + "sets the frequency. The mean of speeds and energies relative to the greatest frequency stands beside "
            + "the mean of what was measured. The mean error of each application is given without a judgement.",
        Data =
        [
            .. s_gpus.Select(gpu => new PublishedFile(
                FileOf(gpu.File), $"github.com/blackjack2015/NV-DVFS-Benchmark, {gpu.File}-dvfs-real-profile.csv")),
        ],
        Rows = data => s_gpus.SelectMany(gpu => RowsOf(data, gpu.File, gpu.Model, gpu.Watts)),
    };

    /// <summary>Measurements relative to those of the same application at the greatest frequency.</summary>
    /// <param name="path">The file of a GPU.</param>
    public static List<FrequencyPoint> Read(string path)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader row = new(file.Content, path);
        row.Select(["benchmark", "core_frequency", "average_power", "time"]);
        List<(string Name, double MHz, double Watts, double Time)> all = [];
        while (row.Read())
        {
            all.Add((row.Text(0), Number(row, 1), Number(row, 2), Number(row, 3)));
        }

        return
        [
            .. all.GroupBy(one => one.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany((group, i) =>
                {
                    var top = group.MaxBy(one => one.MHz);
                    return group.OrderBy(one => one.MHz).Select(one => new FrequencyPoint(
                        group.Key, IsFitted: i % 2 == 0, one.MHz, one.MHz / top.MHz, top.Time / one.Time,
                        one.Watts / top.Watts, top.Watts));
                })
                .Where(point => point.Frequency is >= Least and < 1),
        ];
    }

    private static IEnumerable<PublishedRow> RowsOf(StudyData data, string file, string model, double most)
    {
        var points = Read(data.PathOf(FileOf(file))).Where(point => !point.IsFitted).ToLookup(point => point.MHz);
        List<double> speedErrors = [], energyErrors = [];
        foreach (var at in points.OrderBy(group => group.Key))
        {
            data.Cancel.ThrowIfCancellationRequested();
            FrequencyPoint[] measured = [.. at];
            (double[] speeds, double[] energies) = Simulated(model, most, measured);
            speedErrors.AddRange(measured.Select((point, i) => Math.Abs(speeds[i] - point.Speed)));
            energyErrors.AddRange(measured.Select((point, i) => Math.Abs(energies[i] - point.Energy)));
            string where = string.Create(CultureInfo.InvariantCulture, $"{model} at {at.Key} MHz");
            yield return Row("mean relative speed", where, measured.Average(point => point.Speed), speeds.Average());
            yield return Row(
                "mean relative energy", where, measured.Average(point => point.Energy), energies.Average());
        }

        yield return Error("mean error of the relative speed", model, speedErrors);
        yield return Error("mean error of the relative energy", model, energyErrors);
    }

    private static (double[] Speeds, double[] Energies) Simulated(string model, double most, FrequencyPoint[] points)
    {
        double[] watts = [.. points.Select(point => point.WattsAtGreatest)];
        RunResult free = LimitedGpus.Run(model, most, watts);
        RunResult slowed = LimitedGpus.Run(model, most, watts, "gpu-frequency", ("frequency", points[0].Frequency));
        return (
            [.. slowed.Jobs.Zip(free.Jobs, (with, without) => without.RunTime / with.RunTime)],
            [.. slowed.Jobs.Zip(free.Jobs, (with, without) => (with.EnergyJoules / without.EnergyJoules)!.Value)]);
    }

    private static string FileOf(string gpu) => $"gpu-power/nv-dvfs/{gpu}-dvfs-real-profile.csv.gz";

    private static double Number(CsvTableReader row, int column) =>
        row.NumberOrNull(column) ?? throw row.Fault(column, "a number");

    private static PublishedRow Row(string metric, string where, double published, double obtained)
    {
        PublishedRow row = new()
        {
            Metric = metric, Where = where, Published = Math.Round(published, 4), Obtained = obtained,
            Tolerance = Tolerance.Relative(0.1, Reason),
        };
        return row.Verdict == RowVerdict.Passed ? row : row with
        {
            Note = "The ten applications that the curve was fitted to go more by the cores (s = 0.82) than these ten "
                + "(0.70), and at 705 and 802 MHz a V100 loses more speed than the form has, so that the curve lies "
                + "low in between: even the fitted ten have a mean speed of 0.770 at 945 MHz, where the curve has "
                + "0.726.",
        };
    }

    private static PublishedRow Error(string metric, string where, List<double> errors) => new()
    {
        Metric = metric, Where = where, Published = null, Obtained = errors.Average(),
        Tolerance = Tolerance.NotJudged("nothing was published to compare it with"),
    };
}
