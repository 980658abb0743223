using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Estimates;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The discretised two-dimensional Gittins index of Tiresias (Gu et al., NSDI 2019, section 3.2): the queues of <see
/// cref="LasOrder"/>, and inside a queue the greatest <see cref="GittinsIndex"/> first. The index of a running job is
/// taken anew after each service quantum.
/// </summary>
internal sealed class GittinsOrder : IJobOrder
{
    // Sums of doubles may fall short of a quantum by rounding at the very moment at which it is reached.
    private const double ToleranceGpuSeconds = 1e-6;

    private readonly LasOrder _queues;
    private readonly double _quantum;
    private readonly GittinsIndex? _given;
    private readonly SizesSeen _seen;

    /// <param name="queues">The queues.</param>
    /// <param name="quantumGpuSeconds">The service quantum; greater than 0.</param>
    /// <param name="sizesGpuSeconds">Sizes of earlier jobs; empty for those that end during the run.</param>
    public GittinsOrder(LasOrder queues, double quantumGpuSeconds, ImmutableArray<double> sizesGpuSeconds)
    {
        (_queues, _quantum) = (queues, quantumGpuSeconds);
        _given = sizesGpuSeconds.IsEmpty ? null : new GittinsIndex(sizesGpuSeconds, quantumGpuSeconds);
        _seen = new SizesSeen(quantumGpuSeconds);
    }

    public string Name => "gittins";

    public KeyChange Changes => KeyChange.AtKnownTimes;

    public long Version => _seen.Version;

    public IReadOnlyDictionary<string, string> Options => _queues.Options.ToImmutableSortedDictionary()
        .Add("quantum-gpu-seconds", _quantum.ToString(CultureInfo.InvariantCulture));

    public void Begin(SchedulingView view)
    {
        _queues.Begin(view);
        _seen.Clear();
    }

    public void BeginPass(SchedulingView view)
    {
        if (_given is null)
        {
            _seen.Update(view);
        }
    }

    public double Key(in JobView job)
    {
        double quanta = Math.Floor((job.AttainedService + ToleranceGpuSeconds) / _quantum);
        double index = (_given ?? _seen.Index)?.At(quanta * _quantum) ?? 0;
        return _queues.Key(job) - (index / (1 + index));
    }

    public SimTime NextChange(in JobView job)
    {
        SimTime next = _queues.NextChange(job);
        return job.Status == JobStatus.Running ? SimTime.Min(next, job.Now + UntilNextQuantum(job)) : next;
    }

    public void Change(in JobView job) => _queues.Change(job);

    private TimeSpan UntilNextQuantum(in JobView job)
    {
        double service = job.AttainedService;
        double left = ((Math.Floor((service + ToleranceGpuSeconds) / _quantum) + 1) * _quantum) - service;
        return LasOrder.TimeFor(left, job);
    }
}
