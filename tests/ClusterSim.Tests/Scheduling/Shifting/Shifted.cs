using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Shifting;

/// <summary>Runs of shifting policies on signals of a few hours.</summary>
internal static class Shifted
{
    public static readonly DateTimeOffset Start = new(2020, 1, 6, 0, 0, 0, TimeSpan.Zero);

    public static Signal Hourly(SignalKind kind, params double[] values) =>
        new("test", kind, "", Start, TimeSpan.FromHours(1), [.. values]);

    public static SimulationOptions Options(
        Signal signal, ForecastKind forecast = ForecastKind.Perfect, long seed = 1) => new()
    {
        Seed = seed,
        Signals = new RunSignals
        {
            Clock = new SignalClock(Start),
            Carbon = signal.Kind == SignalKind.Average ? signal : null,
            MarginalCarbon = signal.Kind == SignalKind.Marginal ? signal : null,
            EnergyPrice = signal.Kind == SignalKind.Price ? signal : null,
            Forecast = new ForecastOptions { Kind = forecast },
        },
    };

    /// <summary>One job of one GPU, submitted at an hour, on an empty cluster.</summary>
    public static JobResult One(
        string policy, double lengthHours, double[] values, (string, string)[] set, double submitHours = 0,
        SignalKind kind = SignalKind.Average) =>
        Run(policy, Model.Jobs(("a", submitHours * 3600, 1, lengthHours * 3600)), Hourly(kind, values), set).Jobs[0];

    public static RunResult Run(
        string policy, Workload workload, Signal signal, (string Name, string Value)[] set,
        ForecastKind forecast = ForecastKind.Perfect, Platform? platform = null) => Simulation.Run(
            workload, platform ?? Model.Gpus(1, 64),
            PolicyCatalog.Create(policy, set.ToDictionary(one => one.Name, one => one.Value)),
            Options(signal, forecast));
}
