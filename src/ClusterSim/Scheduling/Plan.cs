using ClusterSim.Time;

namespace ClusterSim.Scheduling;

/// <summary>
/// What a policy wants done. Each verb is validated against the cluster's books and either booked at once, so that
/// <see cref="SchedulingView.Free"/> shows it, or refused with a reason and without any effect. The jobs themselves
/// start when the pass is over.
/// </summary>
public sealed class Plan
{
    private readonly IPlanExecutor _executor;

    internal Plan(IPlanExecutor executor) => _executor = executor;

    /// <summary>
    /// Starts or resumes a pending job on a placement that hosts its whole gang. A training job may start with any
    /// number of instances from 1.
    /// </summary>
    public RefusalReason Start(int job, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return _executor.Start(job, placement);
    }

    /// <summary>
    /// Starts a pending job, or moves a running one, onto GPUs of which some or all may be held by other jobs: they
    /// then share these GPUs, at the speeds that the run's model of interference tells. Only whole GPUs with an
    /// identity can be shared; cores, memory and disk must be free, and the memory of the GPUs must suffice for all
    /// where it is known.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="placement">Where it runs.</param>
    /// <param name="yields">
    /// Whether the job computes only while the others on its GPUs do not, until it is stopped or moved: it does not
    /// slow them down, runs at what their utilization leaves over, and its memory moves out of their way.
    /// </param>
    public RefusalReason Share(int job, Placement placement, bool yields = false)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return _executor.Share(job, placement, yields);
    }

    /// <summary>
    /// Stops a running job after a checkpoint and returns it to the queue. Its resources are free at once.
    /// </summary>
    public RefusalReason Preempt(int job) => _executor.Preempt(job);

    /// <summary>
    /// Stops a running job without a checkpoint and returns it to the queue: it loses the progress since its last one.
    /// </summary>
    public RefusalReason Restart(int job) => _executor.Restart(job);

    /// <summary>Moves a running job to another placement, which may overlap the present one.</summary>
    public RefusalReason Migrate(int job, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return _executor.Migrate(job, placement);
    }

    /// <summary>
    /// Gives a running job a placement with another number of instances, 1 or more. Its speed follows the GPUs that it
    /// uses.
    /// </summary>
    public RefusalReason Resize(int job, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return _executor.Resize(job, placement);
    }

    /// <summary>
    /// Ends a running job because it is held to be finished. If it was not, it loses its progress since the last
    /// checkpoint and returns to the queue, as it would when its user submits it again.
    /// </summary>
    public RefusalReason Reclaim(int job) => _executor.Reclaim(job);

    /// <summary>Turns a pending job away for good.</summary>
    public RefusalReason Reject(int job) => _executor.Reject(job);

    /// <summary>
    /// Changes the priority of a pending or running job; greater is more urgent. The order <c>priority</c> goes by it.
    /// </summary>
    public RefusalReason SetPriority(int job, int priority) => _executor.SetPriority(job, priority);

    /// <summary>
    /// Fixes the batch size of a training job, or lets it choose the one of the greatest goodput itself. It counts from
    /// the next start, re-allocation or look of the job at its own steps.
    /// </summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="batchSize">Examples between two updates of the model; <c>null</c> to let the job choose.</param>
    public RefusalReason SetBatch(int job, int? batchSize) => _executor.SetBatch(job, batchSize);

    /// <summary>
    /// Puts a node to sleep that holds no job, or wakes it up. Both take as long as the platform or the options of the
    /// run say; a node hosts jobs only while it is awake. Asking for what is so already, or under way, does nothing.
    /// </summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="power"><see cref="NodePower.On"/> or <see cref="NodePower.Asleep"/>.</param>
    public RefusalReason SetPower(int node, NodePower power) => _executor.SetPower(node, power);

    /// <summary>
    /// Limits the power of each GPU of a pending or running job from now on. Where that is less than they would draw
    /// the job gets slower, as measured on real GPUs (Zeus, You et al., NSDI 2023).
    /// </summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="wattsPerGpu">Watts, greater than 0; <c>null</c> lifts the limit.</param>
    public RefusalReason CapPower(int job, double? wattsPerGpu) => _executor.CapPower(job, wattsPerGpu);

    /// <summary>
    /// Sets the core frequency of the GPUs of a pending or running job from now on. Below the greatest they are slower
    /// and draw less, as measured on real GPUs (NV-DVFS benchmark; Wang and Chu, arXiv 2104.00486).
    /// </summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="permille">
    /// The frequency in 1/1000 of the greatest, 500 to 1000; <c>null</c> for the greatest.
    /// </param>
    public RefusalReason SetFrequency(int job, int? permille) => _executor.SetFrequency(job, permille);

    /// <summary>Asks for a scheduling pass at <paramref name="time"/>, which must lie in the future.</summary>
    public RefusalReason WakeAt(SimTime time) => _executor.WakeAt(time);
}
