namespace ClusterSim.Scheduling;

/// <summary>Why a verb of a plan was refused. A refused verb changes nothing; it is never obeyed in part.</summary>
public enum RefusalReason
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>There is no such job.</summary>
    UnknownJob,

    /// <summary>The verb needs a job that waits in the queue.</summary>
    NotPending,

    /// <summary>The verb needs a running job.</summary>
    NotRunning,

    /// <summary>
    /// The placement does not host exactly the instances of the job: a gang starts together or not at all.
    /// </summary>
    IncompleteGang,

    /// <summary>The placement names a node that does not exist.</summary>
    UnknownNode,

    /// <summary>A node of the placement is down.</summary>
    NodeDown,

    /// <summary>A node of the placement has a GPU model or a role that the job does not accept.</summary>
    NodeNotAccepted,

    /// <summary>
    /// A node of the placement lacks free CPU, memory, disk, GPU share or RDMA share, or a device that the placement
    /// names is not free there.
    /// </summary>
    DoesNotFit,

    /// <summary>The placement would exceed the instances of one application that a node may host.</summary>
    InstanceLimit,

    /// <summary>The job was already started, preempted, migrated, resized or reclaimed in this pass.</summary>
    AlreadyPlanned,

    /// <summary>A wake-up does not lie in the future.</summary>
    NotInTheFuture,

    /// <summary>The number of instances is not one that the job can be resized to.</summary>
    ImpossibleSize,

    /// <summary>GPUs cannot be shared by a job that asks for less than a whole one or for a share of a NIC.</summary>
    NotShareable,

    /// <summary>The memory of a GPU does not suffice for all jobs that would share it.</summary>
    GpuMemory,

    /// <summary>The job is no training job, or the batch size is not one that it may have.</summary>
    ImpossibleBatch,

    /// <summary>A node that holds jobs cannot be put to sleep.</summary>
    NodeInUse,

    /// <summary>The node is on its way to sleep or to being awake.</summary>
    NodeSwitching,

    /// <summary>Neither the platform nor the options of the run say how the node sleeps.</summary>
    NoSleepState,

    /// <summary>A plan can ask a node to be awake or asleep, not to be in between.</summary>
    ImpossiblePower,

    /// <summary>The limit is not a positive number of watts, or the job asks for no GPU.</summary>
    ImpossibleCap,

    /// <summary>The frequency is not one from 500 to 1000 permille, or the job asks for no GPU.</summary>
    ImpossibleFrequency,
}
