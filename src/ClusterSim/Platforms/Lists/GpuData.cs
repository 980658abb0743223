namespace ClusterSim.Platforms.Lists;

/// <summary>What is published of GPUs that node lists name. Power is measured between idle and full load.</summary>
internal static class GpuData
{
    public const string V100Power =
        "power: Cloud Carbon Footprint, AwsFootprintEstimationConstants.ts (V100)";

    public static GpuModel P100 { get; } = new()
    {
        Name = "P100",
        MemoryMiB = 16 * 1024,
        IdleWatts = 36,
        MaxWatts = 306,
        Source = "memory: mlco2 impact, gpus.csv (Tesla P100); "
            + "power: Cloud Carbon Footprint, AwsFootprintEstimationConstants.ts (P100)",
    };

    public static GpuModel T4 { get; } = new()
    {
        Name = "T4",
        MemoryMiB = 16 * 1024,
        IdleWatts = 8,
        MaxWatts = 71,
        Source = "memory: mlco2 impact, gpus.csv (T4); "
            + "power: Cloud Carbon Footprint, AwsFootprintEstimationConstants.ts (T4)",
    };

    public static GpuModel V100 { get; } = new()
    {
        Name = "V100",
        MemoryMiB = 16 * 1024,
        IdleWatts = 35,
        MaxWatts = 306,
        Source = "memory: mlco2 impact, gpus.csv (Tesla V100-SXM2-16GB); " + V100Power,
    };

    public static GpuModel A10 { get; } = new()
    {
        Name = "A10",
        MemoryMiB = 24 * 1024,
        IdleWatts = 18,
        MaxWatts = 153,
        Source = "memory: NVIDIA A10 data sheet; "
            + "power: Cloud Carbon Footprint, AwsFootprintEstimationConstants.ts (A10G)",
    };

    public static GpuModel A100 { get; } = new()
    {
        Name = "A100-SXM4-80GB",
        MemoryMiB = 80 * 1024,
        IdleWatts = 62,
        MaxWatts = 400,
        Source = "memory and maximum power: NVIDIA A100 data sheet (mlco2 impact, gpus.csv, A100 SXM4 80 GB); "
            + "idle power: AcmeTrace, GPU power of Seren and Kalos at idle, 60 to 66 W",
    };
}
