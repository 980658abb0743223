using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>What a running job sends.</summary>
internal struct JobTraffic
{
    public CommunicationProfile Profile;

    /// <summary>Number of the flow inside its nodes; -1 for none.</summary>
    public int Inside;

    /// <summary>Number of the flow between its nodes; -1 for none.</summary>
    public int Between;

    /// <summary>Bytes that a step moves over each hop of a ring inside the nodes.</summary>
    public double InsideBytes;

    /// <summary>Bytes that a step moves over each hop of a ring between the nodes.</summary>
    public double BetweenBytes;

    /// <summary>Latencies of a step in seconds.</summary>
    public double LatencySeconds;

    /// <summary>Duration of a step where the job would be placed ideally, alone, in seconds.</summary>
    public double IdealStepSeconds;

    /// <summary>
    /// Duration of a step where it is, alone, in seconds; only where steps of different jobs interleave.
    /// </summary>
    public double LeastStepSeconds;

    /// <summary>Speed of its GPUs where it is.</summary>
    public double Speed;

    /// <summary>
    /// Its pace over that of an ideal placement, as the job was last told; 0 before it was told any. Its links may have
    /// changed since, and its account not yet.
    /// </summary>
    public double Factor;

    /// <summary>Steps per second, which the loads of its links were computed with.</summary>
    public double StepsPerSecond;

    /// <summary>Duration of a step at that pace.</summary>
    public double StepSeconds;
}
