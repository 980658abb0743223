using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// How GPU utilization is distributed over the samples of a real cluster, in percent, as a table of quantiles. The
/// tables are the output of <c>tests/signatures/quantiles.py</c> over the published data; a test holds them to it.
/// </summary>
public sealed class UtilizationSignature
{
    private UtilizationSignature(
        string name, string source, params ImmutableArray<(double Percent, double Value)> points)
    {
        (Name, Source) = (name, source);
        Samples = new QuantileDistribution(points);
    }

    /// <summary>All signatures.</summary>
    public static ImmutableArray<UtilizationSignature> All { get; } =
    [
        new("seren", "AcmeTrace, util_gpu_seren.csv (Hu et al., NSDI 2024, CC BY 4.0): A100, LLM development",
            (0, 0), (31.4, 0), (34.2, 75), (36.1, 92), (39, 97), (40.1, 97), (40.2, 98), (48.8, 98), (48.9, 99),
            (78.2, 99), (78.3, 100), (100, 100)),
        new("kalos", "AcmeTrace, util_gpu_kalos_full.csv (Hu et al., NSDI 2024, CC BY 4.0): A100, LLM pre-training",
            (0, 0), (25.8, 0), (26.9, 35), (28.9, 57), (33.8, 88), (37.2, 96), (38.8, 96), (38.9, 97), (45, 97),
            (45.1, 98), (59.1, 98), (59.2, 99), (75.8, 99), (75.9, 100), (100, 100)),
        new("philly", "AcmeTrace, util_gpu_philly.csv (CC BY 4.0), after Jeon et al., USENIX ATC 2019: DNN training",
            (0, 0), (32.2, 0), (46.7, 41.6), (68.3, 84.93), (72.3, 90), (80.7, 97), (83.2, 98), (84.2, 98),
            (87.2, 98.98), (89.1, 99.03), (93.1, 100), (100, 100)),
        new("pai", "AcmeTrace, util_gpu_pai.csv (CC BY 4.0), after Weng et al., NSDI 2022: training and inference",
            (0, 0), (36.1, 0), (36.6, 0.89), (40.8, 0.89), (40.8, 1.91), (45.6, 2.04), (46, 2.93), (49.8, 3.06),
            (50, 3.83), (53.9, 3.95), (53.9, 4.85), (57, 4.98), (57.4, 5.87), (60.1, 5.87), (60.4, 6.89), (63.1, 7.02),
            (63.1, 7.79), (65.6, 7.91), (65.6, 8.81), (67.8, 8.93), (67.8, 9.83), (69.6, 9.96), (69.6, 10.85),
            (71.5, 10.98), (71.5, 11.87), (73, 12), (74.1, 13.79), (75.5, 13.92), (75.5, 14.81), (76.5, 14.94),
            (76.5, 15.83), (77.5, 15.96), (77.5, 16.85), (78.5, 16.98), (81, 20.94), (83.8, 29.37), (90.5, 79.69),
            (93.5, 92.59), (97.5, 97.06), (98.3, 97.06), (99.2, 98.97), (100, 98.97)),
        new("genai", "Alibaba cluster trace v2026-GenAI, pod_gpu_duty_cycle: 143 pods that serve diffusion models",
            (0, 0), (66.8, 0), (70.1, 1.06), (74.7, 9.26), (86.8, 22.53), (92.9, 27.06), (95.3, 32.73),
            (97.7, 50.33), (100, 99.66)),
    ];

    /// <summary>Its name, e.g. <c>seren</c>.</summary>
    public string Name { get; }

    /// <summary>The measurement that the table was made from.</summary>
    public string Source { get; }

    /// <summary>Distribution of all samples, idle ones included, in percent.</summary>
    public QuantileDistribution Samples { get; }

    /// <summary>The signature of a name; <c>null</c> when there is none of that name.</summary>
    public static UtilizationSignature? Find(string name) => All.FirstOrDefault(known => known.Name == name);
}
