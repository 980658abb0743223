using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// A linear priority whose weights are set, by hand or by a search; the smaller the sooner:
/// w1 log10(r) + w2 n / N + w3 wait + w4 p / P + w5 deficit, with the requested walltime r in seconds, n of the
/// platform's N processors, the time since submission in hours, p of the P watts that the platform's GPUs draw at full
/// load, and the user's deficit of service. <see cref="PriorityWeights"/> defines the terms.
/// </summary>
/// <remarks>
/// Linear aging moves all waiting jobs alike, so w3 orders by submission and costs nothing in a pass; only w5 makes
/// keys change. A job without a walltime has an infinite first term. Usage has a half-life of 7 days, Slurm's default.
/// Power is 0 on a platform whose GPU models do not tell it.
/// </remarks>
public sealed class WeightedOrder : IJobOrder
{
    private const double HalfLifeSeconds = 7 * 86_400;
    private const double SecondsOfAnHour = 3600;

    private readonly PriorityWeights _weights;
    private DecayedUsage? _usage;
    private double _processors = 1, _watts, _totalUsage;
    private ImmutableSortedDictionary<string, double> _wattsOfModel =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>An order with the given weights.</summary>
    /// <param name="weights">The weights.</param>
    public WeightedOrder(PriorityWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = weights;
    }

    /// <inheritdoc/>
    public string Name => "weighted";

    /// <inheritdoc/>
    public KeyChange Changes => _weights.UserDeficit == 0 ? KeyChange.Never : KeyChange.WhileWaiting;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => PriorityWeights.Names.Zip(_weights.Values)
        .ToImmutableSortedDictionary(
            pair => pair.First, pair => pair.Second.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Platform platform = view.Platform;
        _processors = platform.TotalGpus > 0 ? platform.TotalGpus : Math.Max(platform.TotalCpuMilli / 1000.0, 1);
        _wattsOfModel = platform.GpuModels.ToImmutableSortedDictionary(
            model => model.Name, model => model.MaxWatts ?? 0, StringComparer.Ordinal);
        _watts = platform.Nodes.Sum(node => node.Gpus * _wattsOfModel.GetValueOrDefault(node.GpuModel));
        _usage = Changes == KeyChange.Never ? null : new DecayedUsage(view, HalfLifeSeconds);
        _totalUsage = 0;
    }

    /// <inheritdoc/>
    public void BeginPass(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _usage?.Update(view);
        _totalUsage = _usage?.Total ?? 0;
    }

    /// <inheritdoc/>
    public double Key(in JobView job) =>
        Term(_weights.Walltime, Math.Log10(Math.Max(AskedFor.Seconds(job), AskedFor.Least)))
        + Term(_weights.Processors, AskedFor.Processors(job) / _processors)
        + Term(_weights.Wait, (job.Now - job.SubmitTime).TotalSeconds / SecondsOfAnHour)
        + Term(_weights.Power, PowerShare(job))
        + Term(_weights.UserDeficit, Deficit(job));

    // A weight of 0 leaves out an infinite term, too.
    private static double Term(double weight, double value) => weight == 0 ? 0 : weight * value;

    // A job that names models draws the mean of theirs; one that takes any, the mean of the platform's.
    private double PowerShare(in JobView job)
    {
        if (_watts <= 0 || job.Request.TotalGpuMilli == 0)
        {
            return 0;
        }

        double watts = 0;
        foreach (string model in job.Request.GpuModels)
        {
            watts += _wattsOfModel.GetValueOrDefault(model) / job.Request.GpuModels.Length;
        }

        watts = job.Request.GpuModels.IsEmpty ? _watts / _processors : watts;
        return job.Request.TotalGpuMilli / 1000.0 * watts / _watts;
    }

    private double Deficit(in JobView job) => _usage is not { } usage
        ? 0
        : (1.0 / usage.Users.Count)
            - (_totalUsage > 0 ? Math.Round(usage.Of(usage.UserOf(job.Index)) / _totalUsage, digits: 9) : 0);
}
