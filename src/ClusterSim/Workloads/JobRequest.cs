using System.Collections.Immutable;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Workloads;

/// <summary>
/// What the user asked for: everything that a scheduling policy may know about a job before it runs. What will really
/// happen is the <see cref="JobProfile"/>, which no policy sees.
/// </summary>
public sealed record JobRequest
{
    /// <summary>
    /// Number of instances of the gang; they start together or not at all. A 16-GPU job that may be spread freely has
    /// 16 instances of one GPU.
    /// </summary>
    /// <value>1 or more; default 1.</value>
    public int Instances { get; init; } = 1;

    /// <summary>What each instance needs on its node.</summary>
    public ResourceVector PerInstance { get; init; }

    /// <summary>Run time that the scheduler may count on: the user's limit, or an estimate put in its place.</summary>
    /// <value>Default <c>null</c>: unknown; treated as unbounded by backfilling.</value>
    public TimeSpan? Walltime { get; init; }

    /// <summary>Further estimates of the run time that the trace carries, besides the walltime.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<RunTimeEstimate> Estimates { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>GPU models that the job accepts, by name.</summary>
    /// <value>Default empty: any model.</value>
    public ImmutableArray<string> GpuModels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// How fast the job is said to run on each GPU model, for policies that are given such a table, as Gavel is. A
    /// model with speed 0 cannot host the job.
    /// </summary>
    /// <value>Speeds of 0 or more, one for a model; default empty: not known.</value>
    public ImmutableArray<GpuSpeed> GpuSpeeds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Work of a training job in steps of its loop, where its user states it.</summary>
    /// <value>Default <c>null</c>: not stated.</value>
    public StepCount? Steps { get; init; }

    /// <summary>Role that the hosting nodes must have, e.g. <c>CN</c> or <c>HN</c>.</summary>
    /// <value>Default empty: any node.</value>
    public string Role { get; init; } = "";

    /// <summary>At most this many instances of the same <see cref="Application"/> on one node.</summary>
    /// <value>Default <c>null</c>: no limit.</value>
    public int? MaxInstancesPerNode { get; init; }

    /// <summary>Who submitted the job.</summary>
    /// <value>Default empty: unknown.</value>
    public string User { get; init; } = "";

    /// <summary>
    /// Application, job name or executable: jobs of one user and application are repetitions of each other.
    /// </summary>
    /// <value>Default empty: unknown.</value>
    public string Application { get; init; } = "";

    /// <summary>Queue, partition or virtual cluster that the job was sent to.</summary>
    /// <value>Default empty: none.</value>
    public string Queue { get; init; } = "";

    /// <summary>Priority asked for; greater is more urgent.</summary>
    /// <value>Default 0.</value>
    public int Priority { get; init; }

    /// <summary>
    /// What the job is predicted to do to its GPUs, from its code or from earlier runs, before it was ever measured.
    /// </summary>
    /// <value>Default <c>null</c>: no prediction.</value>
    public JobSignature? Signature { get; init; }

    /// <summary>Time from the submission until which the user wants the job to be done.</summary>
    /// <value>Greater than zero; default <c>null</c>: none is stated.</value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>
    /// Part of the job's model that its largest tensor makes up. With a large one the job suffers when it is spread.
    /// </summary>
    /// <value>Above 0, at most 1; default <c>null</c>: not known.</value>
    public double? TensorSkew { get; init; }

    /// <summary>
    /// What is said of an elastic training job: it may be started with another number of instances than asked for, and
    /// its batch size may change.
    /// </summary>
    /// <value>Default <c>null</c>: the job is none.</value>
    public TrainingRequest? Training { get; init; }

    /// <summary>The estimate of a name; <c>null</c> when the trace has none of that name.</summary>
    /// <param name="name">Name as in <see cref="Estimates"/>.</param>
    public TimeSpan? EstimateNamed(string name)
    {
        foreach (RunTimeEstimate estimate in Estimates)
        {
            if (estimate.Name == name)
            {
                return estimate.Length;
            }
        }

        return null;
    }

    /// <summary>GPUs of the whole gang, counting a share of a GPU as one.</summary>
    public int TotalGpus => Instances * PerInstance.Gpus;

    /// <summary>GPU share of the whole gang in 1/1000 GPU.</summary>
    public long TotalGpuMilli => (long)Instances * PerInstance.TotalGpuMilli;

    /// <summary>CPU of the whole gang in 1/1000 core.</summary>
    public long TotalCpuMilli => (long)Instances * PerInstance.CpuMilli;
}
