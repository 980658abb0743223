using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Wraps another policy and limits the power of the GPUs of every job that starts: to a share of their greatest power,
/// or to the limit that is best by the cost of Zeus (You et al., NSDI 2023): eta times energy plus 1 − eta times
/// greatest power times time.
/// </summary>
internal sealed class PowerLimitPolicy : ISchedulingPolicy, IAllocationObserver
{
    private readonly ISchedulingPolicy _basePolicy;
    private readonly double? _share;
    private readonly double _eta;
    private readonly List<(int Job, int Node)> _started = [];

    /// <param name="basePolicy">Who schedules.</param>
    /// <param name="share">The limit over the GPU's greatest power; <c>null</c> for the best by cost.</param>
    /// <param name="eta">How much energy counts against time, 0 to 1.</param>
    /// <param name="values">The options as texts.</param>
    public PowerLimitPolicy(
        ISchedulingPolicy basePolicy, double? share, double eta, IReadOnlyDictionary<string, string> values)
    {
        (_basePolicy, _share, _eta) = (basePolicy, share, eta);
        Options = WrappedOptions.Of(basePolicy, values);
    }

    public string Name => EnergyCatalog.PowerLimit;

    public IReadOnlyDictionary<string, string> Options { get; }

    public ISchedulingPolicy BasePolicy => _basePolicy;

    /// <summary>The limit of the least cost, over the greatest power, in steps of a twentieth.</summary>
    /// <param name="curve">What limits do to the GPU.</param>
    /// <param name="eta">How much energy counts against time, 0 to 1.</param>
    public static double BestShare(PowerCapCurve curve, double eta)
    {
        (double best, double least) = (1, double.PositiveInfinity);
        for (int step = 24; step >= 8; step--)
        {
            double share = step / 20.0;
            double cost = ((eta * curve.Power(share)) + (1 - eta)) / curve.Speed(share);
            (best, least) = cost < least ? (share, cost) : (best, least);
        }

        return best;
    }

    public void Begin(SchedulingView view)
    {
        _started.Clear();
        _basePolicy.Begin(view);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        _started.Clear();
        _basePolicy.Schedule(view, plan);
        for (int i = 0; i < _started.Count; i++)
        {
            (int job, int node) = _started[i];
            double most = view.Power.GpuWattsOf(node);
            if (view.Running.Contains(job) && view.Job(job).Demand.TotalGpus > 0 && most > 0)
            {
                string model = view.Platform.Nodes[node].GpuModel;
                double watts = most * (_share ?? BestShare(PowerCapCurve.For(model), _eta));
                plan.CapPower(job, watts);
                view.Decisions?.Acted(job, Reason(most));
            }
        }
    }

    public void Observe(in SimulationEvent happened)
    {
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        if (_started.Count == 0 || _started[^1].Job != job)
        {
            _started.Add((job, node));
        }
    }

    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
    }

    private string Reason(double most) => _share is { } share
        ? FormattableString.Invariant($"every GPU gets {share * 100:0.#} % of its {most:0.#} W")
        : FormattableString.Invariant(
            $"of its {most:0.#} W that share costs least where energy counts {_eta:0.##} and time {1 - _eta:0.##}");
}
