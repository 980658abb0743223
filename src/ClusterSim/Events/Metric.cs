namespace ClusterSim.Events;

/// <summary>
/// What monitoring measures of jobs, nodes and devices. <see cref="MetricNames"/> has the name and the unit of each.
/// </summary>
public enum Metric
{
    /// <summary>Share of the time in which the GPUs compute, in %; of a job: the mean over the GPUs held.</summary>
    GpuUtilization,

    /// <summary>GPU memory in use, in GB for each GPU.</summary>
    GpuMemory,

    /// <summary>Power draw, in W for each GPU.</summary>
    GpuPower,

    /// <summary>Temperature of the GPU, in C.</summary>
    GpuTemperature,

    /// <summary>Share of the time in which power or heat slow the GPU down, in %.</summary>
    GpuThrottle,

    /// <summary>CPU in use, in % of the cores asked for.</summary>
    CpuUtilization,

    /// <summary>Main memory in use, in GB.</summary>
    Memory,

    /// <summary>Main memory in use, in % of what was asked for.</summary>
    MemoryUtilization,

    /// <summary>Share of the CPU time spent waiting for input and output, in %.</summary>
    IoWait,

    /// <summary>Network traffic, in % of the share of the NIC.</summary>
    NetworkUtilization,

    /// <summary>Traffic on the busiest link used, in % of its bandwidth.</summary>
    LinkUtilization,

    /// <summary>Share of a training step spent waiting for the data loader, in %.</summary>
    LoaderWait,

    /// <summary>Duration of a training step, in s.</summary>
    StepTime,

    /// <summary>Number of GPUs in use.</summary>
    ActiveGpus,

    /// <summary>Number of nodes in use.</summary>
    ActiveNodes,

    /// <summary>Number of busy kernels of a notebook.</summary>
    ActiveKernels,
}
