using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// How much a job disturbs and is disturbed on a shared GPU: the label of its measurements, or by its utilization where
/// it has none.
/// </summary>
internal static class SharingScores
{
    // The two cuts that agree best with Lucid's labels of its 66 measured jobs (53 of them); its own tree also looks at
    // memory and precision, and was not published.
    private const double Some = 25, Much = 62;

    public static int Of(JobSignature signature) =>
        signature.SharingScore ?? (signature.GpuUtilization < Some ? 0 : signature.GpuUtilization < Much ? 1 : 2);
}
