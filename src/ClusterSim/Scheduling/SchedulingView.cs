using ClusterSim.Behavior;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Randomness;
using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Scheduling;

/// <summary>
/// What a policy sees in a scheduling pass. Read-only; it reflects the verbs of the plan that were accepted so far in
/// this pass. Valid only during the pass.
/// </summary>
public sealed class SchedulingView
{
    private readonly JobSet _held;
    private List<int> _queued = [], _left = [], _nextQueued = [], _nextLeft = [];

    internal SchedulingView(
        Platform platform, JobTable jobs, FreeResources free, RunSignals? signals = null, long seed = 0)
    {
        Platform = platform;
        Jobs = jobs;
        Free = free;
        Pending = new JobSet(jobs.Count);
        Running = new JobSet(jobs.Count);
        _held = new JobSet(jobs.Count);
        Tenants = new GpuTenants(free.Nodes, jobs, Running);
        Seed = seed;
        Signals = signals is null ? null : new SignalViews(this, signals);
    }

    /// <summary>Carbon intensity and price of electricity as far as they are known now.</summary>
    /// <value>Default <c>null</c>: the run has no signals.</value>
    public SignalViews? Signals { get; private init; }

    /// <summary>The moment of the pass.</summary>
    public SimTime Now { get; internal set; }

    /// <summary>The cluster as described.</summary>
    public Platform Platform { get; }

    /// <summary>The links of the cluster; <c>null</c> when the platform does not describe them.</summary>
    public NetworkTopology? Topology { get; internal set; }

    /// <summary>
    /// Part of a link's bandwidth that is used at the moment, 0 to 1, as a switch's counter shows it.
    /// </summary>
    /// <param name="link">Index into the links of <see cref="Topology"/>.</param>
    public double LinkUtilization(int link) => LinkUtilizationOf(link);

    /// <summary>Whether jobs want more of a link at the moment than it has, as a switch's queue shows it.</summary>
    /// <param name="link">Index into the links of <see cref="Topology"/>.</param>
    public bool IsLinkSaturated(int link) => IsLinkSaturatedOf(link);

    /// <summary>What is free on each node now.</summary>
    public FreeResources Free { get; }

    /// <summary>Which jobs share their GPUs, and with whom.</summary>
    public GpuTenants Tenants { get; }

    /// <summary>The jobs that wait, in order of submission.</summary>
    public JobSet Pending { get; }

    /// <summary>The jobs that hold resources, in order of submission.</summary>
    public JobSet Running { get; }

    /// <summary>Number of jobs of the run; indices are below it.</summary>
    public int JobCount => Jobs.Count;

    /// <summary>
    /// The jobs that entered the queue since the last pass began, new ones and returning ones, in order. Some may have
    /// left it again.
    /// </summary>
    public IReadOnlyList<int> Queued => _queued;

    /// <summary>
    /// The jobs that gave up their resources since the last pass began, whether they ended or returned to the queue, in
    /// order.
    /// </summary>
    public IReadOnlyList<int> Left => _left;

    /// <summary>
    /// Grows whenever something became free or a node came up: what did not fit at the same version does not fit now.
    /// </summary>
    public long ReleaseVersion { get; internal set; }

    /// <summary>What rules and detectors found since the last pass.</summary>
    public IReadOnlyList<Detection> Detections { get; internal set; } = [];

    /// <summary>Which nodes sleep, and what nodes and GPUs draw.</summary>
    public ClusterPower Power { get; internal init; } = null!;

    /// <summary>
    /// A stream of random numbers that depends on the seed of the run and on the name alone: for a policy that draws.
    /// </summary>
    /// <param name="name">What the numbers are for, e.g. <c>placement</c>.</param>
    public RandomStream RandomStream(string name) => new(Seed, "policy/" + name);

    /// <summary>One job.</summary>
    /// <param name="index">Index below <see cref="JobCount"/>.</param>
    public JobView Job(int index) => new(this, index);

    /// <summary>
    /// What stopping a job will cost it when it resumes: time for which it holds its resources without progress, as the
    /// overheads of the run say.
    /// </summary>
    /// <param name="demand">What the job asks for.</param>
    public TimeSpan PreemptionCost(Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return PreemptionCostOf(demand.TotalGpus);
    }

    /// <summary>Who wants to know why a policy decides as it does; <c>null</c> for nobody.</summary>
    public IDecisionLog? Decisions { get; internal init; }

    internal JobTable Jobs { get; }

    /// <summary>What the counter of a link shows.</summary>
    internal Func<int, double> LinkUtilizationOf { get; set; } = _ => 0;

    /// <summary>Whether a link holds jobs back.</summary>
    internal Func<int, bool> IsLinkSaturatedOf { get; set; } = _ => false;

    /// <summary>What preempting a job with so many GPUs costs.</summary>
    internal Func<int, TimeSpan> PreemptionCostOf { get; init; } = _ => TimeSpan.Zero;

    /// <summary>What a running job has done since its last checkpoint.</summary>
    internal Func<int, TimeSpan> UnsavedProgressOf { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Whether the pass is made for nothing but what was detected.</summary>
    internal bool OnlyDetections { get; set; }

    /// <summary>Who measures how long decisions take; <c>null</c> for nobody.</summary>
    internal DecisionLatency? Latency { get; init; }

    /// <summary>The seed of the run.</summary>
    internal long Seed { get; }

    /// <summary>Grows whenever a plan changes the priority of a job.</summary>
    internal long PriorityVersion { get; set; }

    /// <summary>Number of jobs that wait and are hidden from <see cref="Pending"/>.</summary>
    internal int HeldCount => _held.Count;

    /// <summary>Whether a job waits and is hidden from <see cref="Pending"/>.</summary>
    internal bool IsHeld(int job) => _held.Contains(job);

    /// <summary>The first hidden job at or after <paramref name="from"/>; -1 when there is none.</summary>
    internal int NextHeld(int from) => _held.Next(from);

    /// <summary>Hides a waiting job from this pass on.</summary>
    internal void Hold(int job)
    {
        Pending.Remove(job);
        _held.Add(job);
    }

    /// <summary>Shows a hidden job again, as if it had just entered the queue.</summary>
    internal void Release(int job)
    {
        _held.Remove(job);
        Pending.Add(job);
        Announce(job);
    }

    /// <summary>A job left the queue.</summary>
    internal void LeaveQueue(int job)
    {
        Pending.Remove(job);
        _held.Remove(job);
    }

    internal void NoteQueued(int job) => _nextQueued.Add(job);

    internal void NoteLeft(int job) => _nextLeft.Add(job);

    /// <summary>Makes a job that was held back from the policy look as if it had just entered the queue.</summary>
    internal void Announce(int job) => _queued.Add(job);

    /// <summary>
    /// Whether jobs gave up their resources in this very pass, before the policy that asks had its turn: a policy
    /// around it did that. <see cref="Left"/> names them in the next pass only.
    /// </summary>
    internal bool OthersStoppedJobs => _nextLeft.Count > 0;

    /// <summary>
    /// What was noted for this pass is noted for the next one: the policy that a wrapper wraps did not see it.
    /// </summary>
    internal void PostponePass()
    {
        _nextQueued.InsertRange(0, _queued);
        _nextLeft.InsertRange(0, _left);
    }

    /// <summary>
    /// What was noted since the last pass began becomes visible; what this pass causes is seen by the next.
    /// </summary>
    internal void BeginPass()
    {
        (_queued, _nextQueued) = (_nextQueued, _queued);
        (_left, _nextLeft) = (_nextLeft, _left);
        _nextQueued.Clear();
        _nextLeft.Clear();
    }
}
