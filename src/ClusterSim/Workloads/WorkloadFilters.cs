using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>
/// Workloads made of other workloads. None changes its input; each leaves a line in
/// <see cref="WorkloadSource.Transformations"/>.
/// </summary>
public static class WorkloadFilters
{
    /// <summary>Puts estimates in the place of the users' walltimes.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="source">What the estimates are made from.</param>
    /// <param name="factor">
    /// What they are multiplied by; greater than 0. With <see cref="EstimateSource.Exact"/>, 1 is a perfect estimate.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    /// <exception cref="OverflowException">An estimate does not fit.</exception>
    public static Workload WithEstimates(this Workload workload, EstimateSource source, double factor = 1)
    {
        CheckFactor(factor);
        return Changed(
            workload,
            $"estimates: {(source == EstimateSource.Exact ? "exact" : "user")} x {Text(factor)}",
            job => job with { Request = job.Request with { Walltime = Scaled(BaseOf(job, source), factor) } });
    }

    /// <summary>
    /// Keeps the jobs submitted from <paramref name="from"/> to before <paramref name="to"/> and moves the epoch to
    /// <paramref name="from"/>. Jobs that were submitted earlier and still ran are not kept.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="from">Where the window begins.</param>
    /// <param name="to">Where it ends; later than <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is empty.</exception>
    public static Workload Window(this Workload workload, SimTime from, SimTime to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        TimeSpan shift = from - SimTime.Zero;
        return Changed(
            workload,
            $"window: {from} to {to}, epoch moved to {from}",
            job => job.SubmitTime >= from && job.SubmitTime < to
                ? job with { SubmitTime = job.SubmitTime - shift, Recorded = Shifted(job.Recorded, shift) }
                : null);
    }

    /// <summary>
    /// Raises or lowers the load by compressing the times between submissions; run times stay. This changes the
    /// burstiness, too. What was recorded on the original cluster no longer applies and is dropped.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="factor">New over old load; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    /// <exception cref="OverflowException">A submit time does not fit.</exception>
    public static Workload ScaleLoad(this Workload workload, double factor)
    {
        CheckFactor(factor);
        ArgumentNullException.ThrowIfNull(workload);
        SimTime first = workload.FirstSubmit;
        return Changed(
            workload,
            $"load x {Text(factor)} (times between submissions / {Text(factor)})",
            job => job with { SubmitTime = first + Divided(job.SubmitTime - first, factor), Recorded = null });
    }

    /// <summary>Moves all submissions, and what was recorded, by the same length of time.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="by">How far; negative for earlier, but never before the epoch.</param>
    /// <exception cref="WorkloadException">A job would be submitted before the epoch.</exception>
    public static Workload Shift(this Workload workload, TimeSpan by) => Changed(
        workload,
        $"shifted by {Text(by.TotalSeconds)} s",
        job => job with { SubmitTime = job.SubmitTime + by, Recorded = Shifted(job.Recorded, -by) });

    /// <summary>Keeps the jobs for which a condition holds; their times stay.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="keep">The condition.</param>
    /// <param name="note">What it is, for <see cref="WorkloadSource.Transformations"/>.</param>
    public static Workload Where(this Workload workload, Func<Job, bool> keep, string note)
    {
        ArgumentNullException.ThrowIfNull(keep);
        return Changed(workload, note, job => keep(job) ? job : null);
    }

    /// <summary>Keeps the first jobs.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="count">How many at most; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Workload Take(this Workload workload, int count)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Workload(workload.Jobs.Take(count), Noted(workload, $"first {Text(count)} jobs"));
    }

    /// <summary>
    /// Submits the jobs one after another in their order, and lets none end before the last is submitted: fills a
    /// cluster to see how much of it a placement can use (Weng et al., USENIX ATC 2023). Every job runs until one
    /// spacing after the last submission at least; walltimes, profiles and recorded runs no longer apply and are
    /// dropped.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="spacing">Time between submissions; greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spacing is not positive.</exception>
    public static Workload WithoutDepartures(this Workload workload, TimeSpan spacing)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spacing, TimeSpan.Zero);
        int index = 0;
        JobProfile profile =
            new() { RunTime = TimeSpan.FromTicks(spacing.Ticks * (workload.Jobs.Length + 1L)), Censored = true };
        return Changed(
            workload,
            $"without departures, one submission every {Text(spacing.TotalSeconds)} s",
            job => job with
            {
                SubmitTime = SimTime.Zero + TimeSpan.FromTicks(spacing.Ticks * index++),
                Request = job.Request with { Walltime = null },
                Profile = profile,
                Recorded = null,
            });
    }

    private static Workload Changed(Workload workload, string note, Func<Job, Job?> change)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return new Workload(workload.Jobs.Select(change).OfType<Job>(), Noted(workload, note));
    }

    private static WorkloadSource Noted(Workload workload, string note) =>
        workload.Source with { Transformations = workload.Source.Transformations.Add(note) };

    private static TimeSpan? BaseOf(Job job, EstimateSource source) =>
        source == EstimateSource.Exact ? job.Profile.RunTime : job.Request.Walltime;

    private static TimeSpan? Scaled(TimeSpan? length, double factor) =>
        factor == 1 || length is null ? length : SimTime.Length(length.Value.TotalSeconds * factor);

    private static TimeSpan Divided(TimeSpan length, double factor) => SimTime.Length(length.TotalSeconds / factor);

    private static RecordedRun? Shifted(RecordedRun? recorded, TimeSpan shift) =>
        recorded is null ? null : recorded with { Start = recorded.Start - shift, End = recorded.End - shift };

    private static void CheckFactor(double factor)
    {
        if (!(factor > 0) || !double.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor),
                $"found {Text(factor)}, expected a number greater than 0.");
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
