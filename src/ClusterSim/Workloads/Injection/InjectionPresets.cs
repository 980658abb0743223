using System.Collections.Immutable;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// Presets with injected behaviours. The three shapes take sizes and run times from published job lists (counts of
/// sizes; mean and standard deviation of the logarithm of run times) and the pace of submissions from the load that
/// their platform should carry.
/// </summary>
internal static class InjectionPresets
{
    // Our choice, and careful: idle from the start or at the end are 14 % (pai), 19 % (philly) and 6 % (v2025) of the
    // GPU time held, against 36.1 %, 32.2 % and (GenAI) 66.8 % of the samples measured (see UtilizationSignature).
    private static readonly ImmutableArray<BehaviorShare> Waste =
    [
        new("idle-from-start", 0.06), new("idle-tail", 0.14), new("unused-gpus", 0.04), new("low-utilization", 0.06),
        new("cpu-bound", 0.02), new("loader-bound", 0.03), new("retry-loop", 0.01), new("short-dips", 0.05),
        new("checkpoint-bursts", 0.03), new("light-evaluation", 0.03), new("long-data-loading", 0.04),
        new("interactive-pauses", 0.03),
    ];

    public static ImmutableArray<GeneratorPreset> All => [Quality, Pai, Philly, V2025];

    private static GeneratorPreset Quality => new(
        "detection-quality",
        "2,500 jobs with every known behaviour at known places, for scoring rules and detectors on gpus:64x8",
        new GeneratorOptions
        {
            Name = "detection-quality",
            Jobs = 2500,
            Arrivals = new ArrivalOptions { JobsPerHour = 14 },
            RunTimes = new RunTimeOptions
            {
                Median = TimeSpan.FromHours(3), Sigma = 1.2, Min = TimeSpan.FromMinutes(2), Max = TimeSpan.FromDays(2),
            },
            Sizes = new SizeOptions
            {
                CpuOnlyShare = 0.1,
                MaxNetworkSensitivity = 0,
                Gpus = [new(1, 45), new(2, 16), new(4, 14), new(8, 11), new(16, 14)],
            },
            Walltimes = new WalltimeOptions { MinAccuracy = 0.3, Rounded = false },
            Injection = new InjectionOptions { Behaviors = InjectedBehaviors.Evenly(0.017), MixedShare = 0.15 },
        });

    // pai20k.csv, the 20,000 jobs that come with the simulator of Alibaba's trace GPU v2020 (Weng et al., NSDI 2022).
    private static GeneratorPreset Pai => new(
        "pai-shaped",
        "1,200 jobs with the sizes and run times of Alibaba's PAI, for platforms/pai-sixteenth.yaml, a fifth wasteful",
        new GeneratorOptions
        {
            Name = "pai-shaped",
            Jobs = 1200,
            Arrivals = new ArrivalOptions { JobsPerHour = 60, DiurnalAmplitude = 0.5 },
            RunTimes = Times(2721, 1.44, 350),
            Sizes = new SizeOptions
            {
                Gpus =
                [
                    new(1, 735), new(2, 50), new(3, 41), new(4, 21), new(5, 32), new(8, 20), new(10, 19), new(20, 15),
                ],
                GpusPerInstance = 1,
                CoresPerGpu = 6,
                MemoryGiBPerGpu = 32,
                MaxNetworkSensitivity = 0.3,
            },
            Users = new UserOptions { Users = 100, Applications = 150 },
            Injection = new InjectionOptions { Behaviors = Waste, MixedShare = 0.1, Signature = "pai" },
        });

    // philly.csv, 82,247 jobs (Jeon et al., USENIX ATC 2019).
    private static GeneratorPreset Philly => new(
        "philly-shaped",
        "1,000 jobs with the sizes and run times of Microsoft's Philly, for gpus:15x8, a fifth wasteful",
        new GeneratorOptions
        {
            Name = "philly-shaped",
            Jobs = 1000,
            Arrivals = new ArrivalOptions { JobsPerHour = 32, DiurnalAmplitude = 0.5 },
            RunTimes = Times(890, 2.16, 48),
            Sizes = new SizeOptions
            {
                Gpus = [new(1, 932), new(2, 22), new(4, 23), new(8, 20), new(16, 2), new(32, 1)],
                MaxNetworkSensitivity = 0.5,
            },
            Users = new UserOptions { Users = 100, Applications = 150 },
            Injection = new InjectionOptions { Behaviors = Waste, MixedShare = 0.1, Signature = "philly" },
        });

    // The 3,202 ended GPU instances of disaggregated_DLRM_trace.csv (Alibaba's trace GPU v2025, NSDI 2025).
    private static GeneratorPreset V2025 => new(
        "v2025-shaped",
        "800 one-GPU instances with the run times of Alibaba's trace GPU v2025, for gpus:16x8, a fifth wasteful",
        new GeneratorOptions
        {
            Name = "v2025-shaped",
            Jobs = 800,
            Arrivals = new ArrivalOptions { JobsPerHour = 15, DiurnalAmplitude = 0.5 },
            RunTimes = Times(3871, 3.1, 7),
            Sizes = new SizeOptions { Gpus = [new(1, 1)], MemoryGiBPerGpu = 40 },
            Users = new UserOptions { Users = 60, Applications = 156 },
            Injection = new InjectionOptions { Behaviors = Waste, MixedShare = 0.1, Signature = "genai" },
        });

    // Cut at a day: a heavier tail would make one job decide a comparison of this length.
    private static RunTimeOptions Times(double medianSeconds, double sigma, double minSeconds) => new()
    {
        Median = TimeSpan.FromSeconds(medianSeconds),
        Sigma = sigma,
        Min = TimeSpan.FromSeconds(minSeconds),
        Max = TimeSpan.FromDays(1),
    };
}
