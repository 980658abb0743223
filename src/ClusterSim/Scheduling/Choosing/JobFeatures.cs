using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>
/// What a kernel network is told of a waiting job: eight numbers between 0 and 1 that mean the same on every cluster,
/// so that a network can be used on another than the one it was trained on.
/// </summary>
/// <remarks>
/// RLScheduler has eight features, too, of which memory and the numbers of user, group and executable are labels
/// without an order; here are in their place the area, the present slowdown and what is free.
/// </remarks>
public sealed class JobFeatures
{
    private const double LongestLog = 6;
    private const double SlowestLog = 4;
    private const double TauSeconds = 10;

    private readonly double _processors;
    private readonly bool _gpus;

    /// <summary>The features of jobs of a run.</summary>
    /// <param name="view">The run.</param>
    public JobFeatures(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _gpus = view.Platform.TotalGpus > 0;
        _processors = Math.Max(_gpus ? view.Platform.TotalGpus : view.Platform.TotalCpuMilli / 1000.0, 1);
    }

    /// <summary>Number of features: 8.</summary>
    public static int Count => 8;

    /// <summary>
    /// Writes the features of a job: log10 of its wait and of its walltime (1 s to 10^6 s), its processors as a share,
    /// log2 of them, log10 of walltime times processors, log10 of the bounded slowdown if it started now and ran for
    /// its walltime (1 to 10^4), whether it fits by number, and the free share of the processors.
    /// </summary>
    /// <param name="view">What is known now.</param>
    /// <param name="job">The job.</param>
    /// <param name="features">Where they go; as long as <see cref="Count"/>.</param>
    public void Write(SchedulingView view, in JobView job, Span<double> features)
    {
        ArgumentNullException.ThrowIfNull(view);
        double wait = (view.Now - job.SubmitTime).TotalSeconds;
        double walltime = Math.Min(AskedFor.Seconds(job), 1e9);
        double processors = AskedFor.Processors(job);
        double free = (_gpus ? view.Free.TotalGpuMilli : view.Free.TotalCpuMilli) / 1000.0;
        double bounded = Math.Max(walltime, TauSeconds);
        features[0] = Logarithm(1 + wait, LongestLog);
        features[1] = Logarithm(walltime, LongestLog);
        features[2] = Math.Min(processors / _processors, 1);
        features[3] = Math.Min(Math.Log2(1 + processors) / Math.Log2(1 + _processors), 1);
        features[4] = Logarithm(walltime * processors, LongestLog + Math.Log10(_processors));
        features[5] = Logarithm((wait + bounded) / bounded, SlowestLog);
        features[6] = processors <= free ? 1 : 0;
        features[7] = free / _processors;
    }

    private static double Logarithm(double value, double most) =>
        Math.Clamp(Math.Log10(Math.Max(value, 1)) / most, 0, 1);
}
