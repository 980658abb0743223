using System.Collections.Immutable;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Workloads;

/// <summary>Named generator options: those of the bundled traces, and one for measuring speed.</summary>
public static class GeneratorPresets
{
    /// <summary>All presets.</summary>
    public static ImmutableArray<GeneratorPreset> All { get; } =
        [Small(), Waste(), Hpc(), Lublin(), Million(), .. InjectionPresets.All];

    /// <summary>The preset of a name.</summary>
    /// <exception cref="WorkloadException">
    /// There is none of that name; the message lists those that there are.
    /// </exception>
    public static GeneratorPreset Find(string name) =>
        All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new WorkloadException($"preset '{name}': no such preset, expected one of {Names}.");

    private static string Names => string.Join(", ", All.Select(preset => preset.Name));

    private static GeneratorPreset Small() => new(
        "synthetic-small",
        "500 deep-learning jobs that load platforms/small-gpu.yaml (32 GPUs) to about 0.85, some of them wasteful",
        new GeneratorOptions
        {
            Name = "synthetic-small",
            Seed = 8,
            Jobs = 500,
            Arrivals = new ArrivalOptions { JobsPerHour = 12.8, DiurnalAmplitude = 0.5 },
            RunTimes =
                new RunTimeOptions { Median = TimeSpan.FromMinutes(14), Sigma = 1.5, Max = TimeSpan.FromHours(10) },
            Sizes = SmallSizes(),
            Users = new UserOptions { Users = 20, Applications = 48 },
            Behaviors = new BehaviorOptions
            {
                LowUtilizationShare = 0.06, IdleTailShare = 0.08, UnusedGpusShare = 0.06, RetryLoopShare = 0.06,
                LongDataLoadingShare = 0.04, LongCompilationShare = 0.03,
            },
        });

    private static GeneratorPreset Waste() => new(
        "synthetic-waste",
        "800 jobs for platforms/small-gpu.yaml, a third of them wasteful in a labelled way, for scoring detectors",
        new GeneratorOptions
        {
            Name = "synthetic-waste",
            Seed = 12,
            Jobs = 800,
            Arrivals = new ArrivalOptions { JobsPerHour = 14, DiurnalAmplitude = 0.5 },
            RunTimes =
                new RunTimeOptions { Median = TimeSpan.FromMinutes(12), Sigma = 1.4, Max = TimeSpan.FromHours(8) },
            Sizes = SmallSizes(),
            Users = new UserOptions { Users = 20, Applications = 48 },
            Behaviors = new BehaviorOptions
            {
                LowUtilizationShare = 0.1, IdleTailShare = 0.1, UnusedGpusShare = 0.1, RetryLoopShare = 0.12,
                LongDataLoadingShare = 0.08, LongCompilationShare = 0.08,
            },
        });

    private static GeneratorPreset Hpc() => new(
        "synthetic-hpc",
        "2,000 batch jobs without GPUs, with walltimes, that load cores:256 to about 0.85, for backfilling",
        new GeneratorOptions
        {
            Name = "synthetic-hpc",
            Seed = 8,
            Jobs = 2000,
            Arrivals = new ArrivalOptions { JobsPerHour = 13, DiurnalAmplitude = 0.7, PeakHour = 14 },
            RunTimes =
                new RunTimeOptions { Median = TimeSpan.FromMinutes(20), Sigma = 1.7, Max = TimeSpan.FromHours(24) },
            Sizes = new SizeOptions
            {
                CpuOnlyShare = 1,
                Cores =
                    [new(1, 25), new(2, 10), new(4, 15), new(8, 17), new(16, 15), new(32, 11), new(64, 5), new(128, 2)],
            },
            Users = new UserOptions { Users = 50, Applications = 80 },
        });

    private static GeneratorPreset Lublin() => new(
        "lublin",
        "10,000 jobs without GPUs by the model of Lublin and Feitelson for a machine of 256 processors",
        new GeneratorOptions { Name = "lublin", Jobs = 10_000, Lublin = new LublinOptions() });

    private static GeneratorPreset Million() => new(
        "million",
        "1,000,000 jobs that load a pool of 6,500 GPUs to about 0.8, without utilization profiles, for measuring speed",
        new GeneratorOptions
        {
            Name = "million",
            Seed = 1,
            Jobs = 1_000_000,
            Arrivals = new ArrivalOptions { JobsPerHour = 3070, DiurnalAmplitude = 0.3 },
            RunTimes =
                new RunTimeOptions { Median = TimeSpan.FromMinutes(10), Sigma = 1.6, Max = TimeSpan.FromDays(2) },
            Sizes = new SizeOptions { CoresPerGpu = 0, MemoryGiBPerGpu = 0 },
            Users = new UserOptions { Users = 1000, Applications = 2000 },
            Behaviors = new BehaviorOptions { Profiles = false },
        });

    private static SizeOptions SmallSizes() => new()
    {
        Gpus = [new(1, 45), new(2, 20), new(4, 20), new(8, 10), new(16, 5)],
        GpusPerInstance = 4,
        CoresPerGpu = 8,
        MemoryGiBPerGpu = 64,
    };
}
