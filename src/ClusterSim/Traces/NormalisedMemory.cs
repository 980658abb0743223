namespace ClusterSim.Traces;

/// <summary>
/// Memory of traces that only tell it as a share of the largest machine. Jobs need an absolute amount, so one hundredth
/// of that machine counts as one GiB: a node with 100 GiB stands for it.
/// </summary>
internal static class NormalisedMemory
{
    private const long MibPerHundredth = 1024;

    /// <summary>MiB for <paramref name="scaled"/> / <paramref name="scale"/> hundredths, rounded.</summary>
    public static long MiB(long scaled, long scale) => ((scaled * MibPerHundredth) + (scale / 2)) / scale;
}
