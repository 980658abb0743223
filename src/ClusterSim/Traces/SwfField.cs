namespace ClusterSim.Traces;

/// <summary>The 18 fields of a row of the Standard Workload Format, by position from 0.</summary>
internal enum SwfField
{
    JobNumber,
    SubmitTime,
    WaitTime,
    RunTime,
    AllocatedProcessors,
    AverageCpuTime,
    UsedMemory,
    RequestedProcessors,
    RequestedTime,
    RequestedMemory,
    Status,
    User,
    Group,
    Executable,
    Queue,
    Partition,
    PrecedingJob,
    ThinkTime,
}
