using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Pai;

/// <summary>A row of the table of tasks, with what the tables of instances and sensors add up to for it.</summary>
internal sealed class PaiTask
{
    public required PaiJob Job { get; init; }

    public required string Name { get; init; }

    public required int Line { get; init; }

    /// <summary>Instances asked for; 0 when the row does not say.</summary>
    public required int Instances { get; init; }

    public required PaiStatus Status { get; init; }

    public required SimTime? Start { get; init; }

    public required SimTime? End { get; init; }

    public required ResourceVector PerInstance { get; init; }

    /// <summary>Another task of the same job; <c>null</c> for its last.</summary>
    public PaiTask? Next { get; init; }

    /// <summary>Rows that the table of instances has for this task.</summary>
    public int InstancesFound { get; private set; }

    public SimTime? EarliestInstance { get; private set; }

    public SimTime? LatestInstance { get; private set; }

    /// <summary>Instances whose GPU utilization was measured.</summary>
    public int InstancesMeasured { get; private set; }

    /// <summary>Sum of the measured utilizations in millionths of a GPU.</summary>
    public long MeasuredMicro { get; private set; }

    public void AddInstance(SimTime? start, SimTime? end)
    {
        InstancesFound++;
        EarliestInstance = start is { } first && !(EarliestInstance <= first) ? first : EarliestInstance;
        LatestInstance = end is { } last && !(LatestInstance >= last) ? last : LatestInstance;
    }

    public void AddMeasurement(long usedMicro)
    {
        InstancesMeasured++;
        MeasuredMicro += usedMicro;
    }
}
