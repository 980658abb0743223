namespace ClusterSim.Experiments;

/// <summary>How the jobs of a trace are read before they are scheduled.</summary>
public enum WorkloadReading
{
    /// <summary>As the trace has them.</summary>
    AsRecorded,

    /// <summary>As the simulator of Alibaba's PAI trace reads them: in whole percent, at most the cluster.</summary>
    PaiSimulator,
}
