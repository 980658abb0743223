using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// A weighted priority whose weights follow the regime: every 20 submissions a model looks at load, burstiness and mix
/// of users and says which of its vectors goes on.
/// </summary>
/// <param name="model">The vectors and the choice among them.</param>
/// <param name="name">Name of the model in results.</param>
public sealed class RegimeOrder(RegimeModel model, string name = "none") : IJobOrder
{
    private const int Interval = 20;

    private readonly WeightedOrder[] _orders = [.. model.Vectors.Select(weights => new WeightedOrder(weights))];
    private RegimeSensor? _sensor;
    private long _looked;
    private int _vector;

    /// <inheritdoc/>
    public string Name => "regime";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.WhileWaiting;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options =>
        ImmutableSortedDictionary<string, string>.Empty.Add("regimes", name);

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        int gpus = view.Platform.TotalGpus;
        _sensor = new RegimeSensor(gpus > 0 ? gpus : view.Platform.TotalCpuMilli / 1000.0);
        _looked = 0;
        _vector = model.Choose(_sensor.Read());
        foreach (WeightedOrder order in _orders)
        {
            order.Begin(view);
        }
    }

    /// <inheritdoc/>
    public void BeginPass(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        for (int i = 0; i < view.Queued.Count; i++)
        {
            JobView job = view.Job(view.Queued[i]);
            if (job.QueuedSince == job.SubmitTime)
            {
                _sensor!.Note(job);
            }
        }

        if (_sensor!.Seen - _looked >= Interval)
        {
            _looked = _sensor.Seen;
            _vector = model.Choose(_sensor.Read());
        }

        foreach (WeightedOrder order in _orders)
        {
            order.BeginPass(view);
        }
    }

    /// <inheritdoc/>
    public double Key(in JobView job) => _orders[_vector].Key(job);
}
