namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>What Gavel's simulator keeps of an active job; arrays by GPU type.</summary>
internal sealed class GavelJob(int index, int gpus, long steps, double[] throughput)
{
    /// <summary>Index of the job, which is also its age.</summary>
    public int Index => index;

    /// <summary>GPUs that it needs.</summary>
    public int Gpus => gpus;

    /// <summary>Steps a second on each type; 0 where it cannot run.</summary>
    public double[] Throughput => throughput;

    /// <summary>Steps that are left.</summary>
    public long StepsLeft { get; set; } = steps;

    /// <summary>Seconds received since the last reset, half a round at first.</summary>
    public double[] TimeSoFar { get; } = new double[throughput.Length];

    /// <summary>Seconds that it should have received and did not, up to the last reset.</summary>
    public double[] Deficit { get; } = new double[throughput.Length];

    /// <summary>Share allocated over share received.</summary>
    public double[] Priority { get; } = new double[throughput.Length];

    /// <summary>Share of time by the allocation; <c>null</c> before the job was part of one.</summary>
    public double[]? Allocation { get; set; }
}
