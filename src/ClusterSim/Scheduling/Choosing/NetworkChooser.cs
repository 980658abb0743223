using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>Chooses the job to which a network gives the greatest score; of several the first submitted.</summary>
/// <param name="network">The network; its first layer takes the features of <see cref="JobFeatures"/>.</param>
/// <param name="model">Name of the network in results.</param>
public sealed class NetworkChooser(KernelNetwork network, string model = "network") : IJobChooser
{
    private JobFeatures? _features;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options =>
        ImmutableSortedDictionary<string, string>.Empty.Add("model", model);

    /// <inheritdoc/>
    public void Begin(SchedulingView view) => _features = new JobFeatures(view);

    /// <inheritdoc/>
    public int Choose(SchedulingView view, ReadOnlySpan<int> visible)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (visible.Length == 1)
        {
            return 0;
        }

        Span<double> features = stackalloc double[JobFeatures.Count];
        (int Position, double Score) best = (0, double.NegativeInfinity);
        for (int i = 0; i < visible.Length; i++)
        {
            _features!.Write(view, view.Job(visible[i]), features);
            double score = network.Score(features);
            best = score > best.Score ? (i, score) : best;
        }

        return best.Position;
    }
}
