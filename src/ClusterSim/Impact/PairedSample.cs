namespace ClusterSim.Impact;

/// <summary>A quantity of the same jobs under the baseline and under another policy.</summary>
/// <param name="Jobs">Indices of the jobs, ascending: in order of submission.</param>
/// <param name="First">The quantity under the baseline.</param>
/// <param name="Second">The quantity under the other policy.</param>
internal sealed record PairedSample(int[] Jobs, double[] First, double[] Second)
{
    /// <summary>Second less first of each pair.</summary>
    public double[] Differences()
    {
        double[] differences = new double[Jobs.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = Second[i] - First[i];
        }

        return differences;
    }
}
