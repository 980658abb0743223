using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Least attained service first, discretised: a job sinks from queue to queue as its GPU-seconds reach the limits. This
/// is the two-dimensional LAS of Tiresias (Gu et al., NSDI 2019, section 3.2).
/// </summary>
public sealed class LasOrder : IJobOrder
{
    // Sums of doubles may fall short of a limit by rounding at the very moment at which it is reached.
    private const double ToleranceGpuSeconds = 1e-6;

    private readonly ImmutableArray<double> _limits;
    private readonly double? _promoteKnob;
    private (double Service, TimeSpan Executed)[] _promotedAt = [];

    /// <summary>An order with the given queues.</summary>
    /// <param name="limitsGpuSeconds">
    /// Attained service at which a job leaves each queue but the last, ascending.
    /// </param>
    /// <param name="promoteKnob">
    /// A waiting job returns to the first queue when it has waited this many times as long as it has run since it was
    /// last there; <c>null</c> for never.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The limits are not positive and ascending, or the knob is not positive.
    /// </exception>
    public LasOrder(ImmutableArray<double> limitsGpuSeconds, double? promoteKnob = null)
    {
        for (int i = 0; i < limitsGpuSeconds.Length; i++)
        {
            double previous = i == 0 ? 0 : limitsGpuSeconds[i - 1];
            if (!(limitsGpuSeconds[i] > previous && double.IsFinite(limitsGpuSeconds[i])))
            {
                throw new ArgumentException("queue limits must be positive and ascending.", nameof(limitsGpuSeconds));
            }
        }

        if (promoteKnob is { } knob && !(knob > 0 && double.IsFinite(knob)))
        {
            throw new ArgumentException(
                "the promote knob must be positive; leave it out for no promotion.", nameof(promoteKnob));
        }

        (_limits, _promoteKnob) = (limitsGpuSeconds, promoteKnob);
    }

    /// <inheritdoc/>
    public string Name => "las";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.AtKnownTimes;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add(
            "queue-limits-gpu-seconds",
            _limits.IsEmpty
                ? "none"
                : string.Join(';', _limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture))))
        .Add("promote-knob", _promoteKnob?.ToString(CultureInfo.InvariantCulture) ?? "none");

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _promotedAt = new (double, TimeSpan)[view.JobCount];
    }

    /// <inheritdoc/>
    public double Key(in JobView job)
    {
        double service = job.AttainedService - _promotedAt[job.Index].Service + ToleranceGpuSeconds;
        int queue = 0;
        while (queue < _limits.Length && service >= _limits[queue])
        {
            queue++;
        }

        return queue;
    }

    /// <inheritdoc/>
    public SimTime NextChange(in JobView job)
    {
        int queue = (int)Key(job);
        return job.Status switch
        {
            JobStatus.Running when queue < _limits.Length => job.Now + UntilDemotion(job, _limits[queue]),
            JobStatus.Pending when queue > 0 && _promoteKnob is { } knob => job.QueuedSince + (RunSince(job) * knob),
            _ => SimTime.Never,
        };
    }

    /// <inheritdoc/>
    public void Change(in JobView job)
    {
        if (job.Status == JobStatus.Pending)
        {
            _promotedAt[job.Index] = (job.AttainedService, job.ExecutedTime);
        }
    }

    /// <summary>How long a running job needs to attain a service.</summary>
    internal static TimeSpan TimeFor(double gpuSeconds, in JobView job)
    {
        double perSecond = JobView.ServiceMilli(job.Demand) / 1000.0;
        double ticks = Math.Ceiling(gpuSeconds / perSecond * TimeSpan.TicksPerSecond);
        return ticks < long.MaxValue / 4 ? TimeSpan.FromTicks((long)ticks) : TimeSpan.FromTicks(long.MaxValue / 4);
    }

    // The artefact divides (limit - executed seconds) by the GPUs, which mixes seconds and GPU-seconds and demotes
    // late.
    private TimeSpan UntilDemotion(in JobView job, double limit) =>
        TimeFor(limit - (job.AttainedService - _promotedAt[job.Index].Service), job);

    private TimeSpan RunSince(in JobView job) => job.ExecutedTime - _promotedAt[job.Index].Executed;
}
