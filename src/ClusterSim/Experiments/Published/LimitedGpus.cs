using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// Measured work, each piece as a job of 1,000 s on a GPU of its own that draws what was measured without a limit.
/// </summary>
internal static class LimitedGpus
{
    private const double IdleWatts = 20;

    private static readonly TimeSpan s_work = TimeSpan.FromSeconds(1000);

    /// <summary>Runs all of them.</summary>
    /// <param name="model">Model of the GPUs.</param>
    /// <param name="most">Greatest power of the model, in watts.</param>
    /// <param name="watts">What each job draws without a limit.</param>
    /// <param name="policy">A policy around fifo that limits them; empty for fifo alone.</param>
    /// <param name="options">Its options.</param>
    public static RunResult Run(
        string model, double most, double[] watts, string policy = "", params (string Name, double Value)[] options)
    {
        Platform platform = new()
        {
            Name = model,
            Nodes =
            [
                .. watts.Select((_, i) => new Node
                {
                    Name = $"n{i}", Gpus = 1, GpuModel = model, CpuLimited = false,
                }),
            ],
            GpuModels = [new GpuModel { Name = model, IdleWatts = IdleWatts, MaxWatts = most }],
        };
        return Simulation.Run(
            new Workload(watts.Select(JobOf)), platform, policy.Length == 0 ? Policies.Fifo() : Around(policy, options),
            new SimulationOptions { Power = new PowerOptions() });
    }

    private static ISchedulingPolicy Around(string policy, (string Name, double Value)[] options) =>
        PolicyCatalog.Create(
            policy,
            options.ToImmutableSortedDictionary(
                option => option.Name, option => option.Value.ToString("R", CultureInfo.InvariantCulture),
                StringComparer.Ordinal).Add("base", "fifo"));

    private static Job JobOf(double watts, int index) => new()
    {
        Id = index.ToString(CultureInfo.InvariantCulture),
        SubmitTime = default,
        Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1) },
        Profile = new JobProfile
        {
            RunTime = s_work,
            Metrics = [new MetricLevel(TimeSpan.Zero, Metric.GpuPower, watts)],
        },
    };
}
