namespace ClusterSim.Journals;

/// <summary>The columns of a file of events, in its order.</summary>
internal enum EventColumn
{
    Time,
    Kind,
    JobId,
    Node,
    Gpus,
    Value,
    Detail,
    Metric,
    Phase,
    Action,
    Text,
    User,
    Application,
    Queue,
    Priority,
    Instances,
    GpusPerInstance,
    GpuShare,
    Cpus,
    MemoryGb,
    Walltime,
    GpuModels,
}
