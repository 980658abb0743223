using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>
/// The measurements of Zeus (summary_power_*.csv): time and power of training epochs at limits of power.
/// </summary>
internal static class ZeusRuns
{
    private static readonly double[] s_grid = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1];

    public static Platform Platform(string model, double idle, double max)
    {
        Platform plain = PowerAccountTests.Gpus(1, 0, idle, max, gpus: 1);
        return plain with
        {
            Nodes = [.. plain.Nodes.Select(node => node with { GpuModel = model })],
            GpuModels = [plain.GpuModels[0] with { Name = model }],
        };
    }

    /// <summary>Medians of speed and energy, relative to no limit, of a simulated run of each configuration.</summary>
    public static (double Speed, double Energy) Medians(string gpu, int limit)
    {
        List<double> speeds = [], energies = [];
        foreach (Dictionary<double, (double Time, double Power)> measured in Configurations(gpu))
        {
            double most = measured.Keys.Max();
            if (measured.ContainsKey(limit))
            {
                RunResult free = Run(gpu, measured[most].Power, null), capped = Run(gpu, measured[most].Power, limit);
                speeds.Add(free.Jobs[0].RunTime / capped.Jobs[0].RunTime);
                energies.Add((capped.Jobs[0].EnergyJoules / free.Jobs[0].EnergyJoules)!.Value);
            }
        }

        return (Median(speeds), Median(energies));
    }

    /// <summary>
    /// Mean absolute error of the relative speed where a limit matters, in the half that fitted nothing.
    /// </summary>
    public static double MeanSpeedError(string gpu)
    {
        PowerCapCurve curve = PowerCapCurve.For(gpu);
        return Points(gpu, 1).Where(point => point.Limit < 1.2)
            .Average(point => Math.Abs(curve.Speed(point.Limit) - point.Speed));
    }

    /// <summary>Medians of the other half at the points of the grid.</summary>
    public static IEnumerable<(double Limit, double Speed, double Power)> Grid(string gpu)
    {
        (double Limit, double Speed, double Power)[] points = [.. Points(gpu, 0)];
        foreach (double at in s_grid)
        {
            var near = points.Where(point => Math.Abs(point.Limit - at) <= 0.05).ToArray();
            yield return (at, Median(near.Select(point => point.Speed)), Median(near.Select(point => point.Power)));
        }
    }

    private static RunResult Run(string gpu, double watts, int? limit)
    {
        Job job = Model.Job("a", 0, 1, 1000);
        job = job with
        {
            Profile = job.Profile with { Metrics = [new MetricLevel(TimeSpan.Zero, Metric.GpuPower, watts)] },
        };
        ScriptedPolicy policy = new ScriptedPolicy().At(0, (_, plan) => plan.CapPower(0, limit));
        return Simulation.Run(
            new Workload([job]), Platform(gpu, 20, 300), policy, new SimulationOptions { Power = new PowerOptions() });
    }

    private static IEnumerable<(double Limit, double Speed, double Power)> Points(string gpu, int half)
    {
        int index = 0;
        foreach (Dictionary<double, (double Time, double Power)> measured in Configurations(gpu))
        {
            double most = measured.Keys.Max();
            foreach ((double limit, (double time, double power)) in measured)
            {
                if (index % 2 == half && limit < most)
                {
                    yield return (
                        limit / measured[most].Power, measured[most].Time / time, power / measured[most].Power);
                }
            }

            index++;
        }
    }

    private static IEnumerable<Dictionary<double, (double Time, double Power)>> Configurations(string gpu)
    {
        Dictionary<string, Dictionary<double, (double Time, double Power)>> all = [];
        List<string> order = [];
        foreach (string line in File.ReadLines(SharedData.Path($"gpu-power/zeus/summary_power_{gpu}.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            string key = string.Join(',', cells[..4]);
            if (!all.TryGetValue(key, out var measured))
            {
                all.Add(key, measured = []);
                order.Add(key);
            }

            measured[Number(cells[4])] = (Number(cells[5]), Number(cells[6]));
        }

        double most = all.Values.SelectMany(measured => measured.Keys).Max();
        return order.Select(key => all[key]).Where(measured => measured.ContainsKey(most));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
