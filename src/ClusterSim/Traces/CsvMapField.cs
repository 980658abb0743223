namespace ClusterSim.Traces;

/// <summary>Fields that a column map can fill, in the order of the documentation.</summary>
internal enum CsvMapField
{
    JobId,
    SubmitTime,
    StartTime,
    EndTime,
    RunTime,
    Walltime,
    Instances,
    Gpus,
    Cpus,
    Memory,
    Disk,
    RdmaPercent,
    GpuModels,
    Role,
    MaxInstancesPerNode,
    User,
    Application,
    Queue,
    Priority,
    Outcome,
}
