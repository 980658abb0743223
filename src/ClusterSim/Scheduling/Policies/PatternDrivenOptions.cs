namespace ClusterSim.Scheduling.Policies;

/// <summary>How a pattern-driven policy treats recommendations.</summary>
public sealed record PatternDrivenOptions
{
    /// <summary>Whether recommendations are carried out or only counted.</summary>
    /// <value>Default <see cref="PatternDrivenMode.Act"/>.</value>
    public PatternDrivenMode Mode { get; init; } = PatternDrivenMode.Act;

    /// <summary>Least confidence of a recommendation that is carried out.</summary>
    /// <value>
    /// 0 to 1; default 0.8, our choice: of the shipped rules it admits idle tails and retry loops, not low utilization.
    /// </value>
    public double ConfidenceThreshold { get; init; } = 0.8;

    /// <summary>How outcomes decide about further applications of a rule.</summary>
    /// <value>Default <see cref="RuleLearning.Suspend"/>.</value>
    public RuleLearning Learning { get; init; } = RuleLearning.Suspend;

    /// <summary>
    /// Whether a rule is judged separately for jobs of up to one, up to eight and more GPUs.
    /// </summary>
    /// <value>Default <c>false</c>.</value>
    public bool LearnsBySize { get; init; }

    /// <summary>
    /// Applications with a known outcome after which a rule must have brought a positive benefit; one that has not is
    /// suspended for the rest of the run. Only with <see cref="RuleLearning.Suspend"/>.
    /// </summary>
    /// <value>1 or more; default 5, our choice.</value>
    public int MinimumApplications { get; init; } = 5;

    /// <summary>
    /// How long pending jobs of a retry loop let others pass. Each is held back once, no longer than this after it
    /// entered the queue, and only while somebody else waits.
    /// </summary>
    /// <value>Positive; default 5 minutes, where the crash-loop back-off of Kubernetes is capped.</value>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a job that is deferred, stopped after a checkpoint, or of a user who is held, lets others pass at most.
    /// </summary>
    /// <value>Positive; default 1 hour, our choice.</value>
    public TimeSpan HoldLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Least time between two actions on one job; giving back what was taken does not count.</summary>
    /// <value>
    /// Zero or more; default 5 minutes, the stabilization window before Kubernetes' horizontal autoscaler scales down.
    /// </value>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most actions in one scheduling pass.</summary>
    /// <value>1 or more; default 10, our choice.</value>
    public int ActionsPerPass { get; init; } = 10;

    /// <summary>Most actions within any hour.</summary>
    /// <value>
    /// 1 or more; default 360, one in ten seconds: the rate at which Kubernetes evicts nodes (node-eviction-rate 0.1).
    /// </value>
    public int ActionsPerHour { get; init; } = 360;

    /// <summary>Instances that a job keeps at least when GPUs are taken away.</summary>
    /// <value>1 or more; default 1: less cannot run.</value>
    public int MinimumInstances { get; init; } = 1;

    /// <summary>
    /// Whether GPUs are taken away from jobs even when nobody waits for them: idle GPUs that nobody holds can be put to
    /// sleep.
    /// </summary>
    /// <value>Default <c>false</c>: nothing is done while nobody waits.</value>
    public bool SavesEnergyWhenNobodyWaits { get; init; }

    /// <summary>Utilization at which a job that was shrunk counts as filling the GPUs left to it.</summary>
    /// <value>0 to 1; default 0.95, our choice.</value>
    public double GrowBackUtilization { get; init; } = 0.95;

    /// <summary>By how much a priority is raised or lowered.</summary>
    /// <value>1 or more; default 1: one class.</value>
    public int PriorityStep { get; init; } = 1;

    internal void Check()
    {
        CheckShare(ConfidenceThreshold, nameof(ConfidenceThreshold));
        CheckShare(GrowBackUtilization, nameof(GrowBackUtilization));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumApplications, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ActionsPerPass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ActionsPerHour, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumInstances, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PriorityStep, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CoolDown, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BackOff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HoldLimit, TimeSpan.Zero);
    }

    private static void CheckShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "must lie from 0 to 1.");
        }
    }
}
