using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;

namespace ClusterSim.Experiments.Published;

/// <summary>What studies of waiting for clean power have in common: a year, room for all, savings.</summary>
internal static class CleanPower
{
    /// <summary>The folder of the series of Great Britain, Germany and France in 2020.</summary>
    public const string Folder = "carbon/lets-wait-awhile/";

    /// <summary>When the year of these series begins.</summary>
    public static readonly DateTimeOffset Year = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The three zones and their files.</summary>
    public static ImmutableArray<(string Zone, string File)> Zones { get; } =
        [("GB", "gb"), ("DE", "ger"), ("FR", "fr")];

    /// <summary>The files of the zones.</summary>
    public static IEnumerable<PublishedFile> Files => Zones.Select(zone => new PublishedFile(
        $"{Folder}{zone.File}_ci.csv.gz", "dos-group/lets-wait-awhile, data"));

    /// <summary>GPUs of 1 kW that draw nothing else, as many as anybody wants.</summary>
    public static Platform Room { get; } = Platform.Load("gpus:1x4000") is var room
        ? room with
        {
            Nodes = [.. room.Nodes.Select(node => node with { GpuModel = "kilowatt", BaseWatts = 0 })],
            GpuModels = [new GpuModel { Name = "kilowatt", IdleWatts = 0, MaxWatts = 1000 }],
        }
        : null!;

    /// <summary>A series with the values at the begins of longer steps.</summary>
    public static Signal Sampled(StudyData data, string file, string name, TimeSpan step)
    {
        Signal signal = SignalFile.Read(data.PathOf($"{Folder}{file}_ci.csv.gz")).Signal;
        return new Signal(
            name, signal.Kind, signal.Unit, signal.Start, step,
            [.. Enumerable.Range(0, (int)((signal.End - signal.Start) / step))
                .Select(i => signal.At(signal.Start + (step * i)))]);
    }

    /// <summary>A run with perfect forecasts.</summary>
    public static RunResult Run(
        Workloads.Workload jobs, Signal signal, DateTimeOffset start, string policy, (string Key, string Value)[] set,
        params IEventObserver[] observers) => Simulation.Run(
            jobs, Room, PolicyCatalog.Create(policy, set.ToImmutableDictionary(one => one.Key, one => one.Value)),
            new SimulationOptions
            {
                Power = new PowerOptions(),
                Signals = new RunSignals
                {
                    Clock = new SignalClock(start),
                    Carbon = signal,
                    Forecast = new ForecastOptions { Kind = ForecastKind.Perfect },
                },
            },
            observers);

    /// <summary>What the jobs of a run emitted.</summary>
    public static double Grams(RunResult run) => run.Jobs.Sum(job => job.CarbonGrams ?? 0);

    /// <summary>What is saved, in percent.</summary>
    public static double Saving(double before, double after) => 100 * (before - after) / before;
}
