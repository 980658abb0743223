using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling;

/// <summary>What a policy may know of one job: its request and its history, never its hidden profile.</summary>
public readonly struct JobView
{
    private readonly SchedulingView _view;

    internal JobView(SchedulingView view, int index)
    {
        _view = view;
        Index = index;
    }

    /// <summary>Index of the job in the run; ascending in order of submission.</summary>
    public int Index { get; }

    /// <summary>The moment of the pass in which the job is looked at.</summary>
    public SimTime Now => _view.Now;

    /// <summary>Identifier as in the trace.</summary>
    public string Id => Jobs.Workload.Jobs[Index].Id;

    /// <summary>What was asked.</summary>
    public JobRequest Request => Jobs.Workload.Jobs[Index].Request;

    /// <summary>What was asked, translated to the platform; after a resize what is asked now.</summary>
    public Demand Demand => Jobs.Demand[Index];

    /// <summary>When the job was submitted.</summary>
    public SimTime SubmitTime => Jobs.Workload.Jobs[Index].SubmitTime;

    /// <summary>Where the job is in its life.</summary>
    public JobStatus Status => Jobs.Status[Index];

    /// <summary>Priority: the requested one unless a plan changed it.</summary>
    public int Priority => Jobs.Priority[Index];

    /// <summary>When it last entered the queue; <see cref="SimTime.Never"/> before submission.</summary>
    public SimTime QueuedSince => Jobs.QueuedSince[Index];

    /// <summary>Its first start; <see cref="SimTime.Never"/> when it has not started.</summary>
    public SimTime FirstStart => Jobs.FirstStart[Index];

    /// <summary>Its last start or resumption; <see cref="SimTime.Never"/> when it has not started.</summary>
    public SimTime LastStart => Jobs.LastStart[Index];

    /// <summary>How often it was stopped and had to start again.</summary>
    public int Restarts => Jobs.Restarts[Index];

    /// <summary>Where it runs; <c>null</c> when it does not.</summary>
    public Placement? Placement => Jobs.Placement[Index];

    /// <summary>
    /// What the job does to its GPUs: as measured once it has run, before that as predicted; <c>null</c> when unknown.
    /// </summary>
    public JobSignature? Signature => FirstStart.IsNever
        ? Request.Signature
        : Jobs.Workload.Jobs[Index].Profile.Signature ?? Request.Signature;

    /// <summary>
    /// How fast the job runs beside those that share its GPUs, relative to having them for itself, as the time of its
    /// mini-batches shows; 1 when it shares none or does not run.
    /// </summary>
    public double SharedSpeed => Status == JobStatus.Running ? Jobs.SharedSpeed[Index] : 1;

    /// <summary>What a training job has reported so far; <c>null</c> for a job of another kind.</summary>
    public TrainingReport? Training => Jobs.Training[Index];

    /// <summary>Time on the nodes so far, overheads included.</summary>
    public TimeSpan ExecutedTime => Jobs.Executed[Index] + Open;

    /// <summary>
    /// Attained service: GPUs held times time so far, in GPU-seconds; for a job without GPUs its cores count.
    /// </summary>
    public double AttainedService =>
        (Jobs.Service[Index] + (Open.Ticks * (double)ServiceMilli(Demand))) / (1000.0 * TimeSpan.TicksPerSecond);

    /// <summary>
    /// Work of a running job since its last checkpoint, in time at full speed: what it loses when it is stopped without
    /// one. Zero for a job that does not run.
    /// </summary>
    public TimeSpan UnsavedProgress =>
        Status == JobStatus.Running ? _view.UnsavedProgressOf(Index) : TimeSpan.Zero;

    /// <summary>
    /// When a running job is expected to end: last start plus what its walltime leaves, but never in the past;
    /// <see cref="SimTime.Never"/> without a walltime.
    /// </summary>
    public SimTime EstimatedEnd => Request.Walltime is { } walltime
        ? SimTime.Max(_view.Now, LastStart + (walltime - Jobs.Executed[Index]) + (Jobs.Accounted[Index] - LastStart))
        : SimTime.Never;

    internal static long ServiceMilli(Demand demand) =>
        demand.TotalGpuMilli > 0 ? demand.TotalGpuMilli : demand.TotalCpuMilli;

    private JobTable Jobs => _view.Jobs;

    private TimeSpan Open => Status == JobStatus.Running ? _view.Now - Jobs.Accounted[Index] : TimeSpan.Zero;
}
