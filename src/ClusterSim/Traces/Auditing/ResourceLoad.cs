namespace ClusterSim.Traces.Auditing;

/// <summary>
/// How much of one resource the jobs of a workload ask for, against what a platform has of it. Load 1 asks for all of
/// it all the time.
/// </summary>
public sealed record ResourceLoad
{
    /// <summary>The resource, e.g. <c>GPUs</c>, <c>GPUs of V100M32</c>, <c>cores of role CN</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Unit of <see cref="Capacity"/>: <c>GPUs</c>, <c>cores</c>, <c>GiB</c> or <c>nodes</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What the platform has, in <see cref="Unit"/>.</summary>
    public required double Capacity { get; init; }

    /// <summary>
    /// Sum over the jobs that can use nothing else of what they ask for times their run time, in unit hours.
    /// </summary>
    public required double DemandedHours { get; init; }

    /// <summary>
    /// Offered load: demanded resource-time over capacity times the time from the first submission to the last.
    /// </summary>
    /// <value>0 or more; <c>null</c> when all jobs are submitted at once.</value>
    public double? Load { get; init; }

    /// <summary>
    /// Greatest offered load of one hour: work submitted in it over the capacity of an hour. Hours are counted from the
    /// first submission.
    /// </summary>
    /// <value><c>null</c> when the submissions span less than an hour.</value>
    public double? PeakHourLoad { get; init; }

    /// <summary>Greatest offered load of one day, as <see cref="PeakHourLoad"/>.</summary>
    /// <value><c>null</c> when the submissions span less than a day.</value>
    public double? PeakDayLoad { get; init; }

    /// <summary>
    /// Whether a load above 1 means that the queue cannot drain. Not so for nodes, which jobs may share.
    /// </summary>
    public bool Binding { get; init; } = true;
}
