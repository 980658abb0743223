using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Who started while jobs were held back, shared out fairly among the held ones. A start of g GPUs while H are held
/// back counts min(1, g / H) for each held GPU, from its moment on, so that no start is counted twice.
/// </summary>
internal sealed class Passing
{
    private double _shares, _shareSeconds;

    /// <summary>GPUs of all jobs that are held back.</summary>
    public double HeldGpus { get; set; }

    /// <summary>Where the sums stand now.</summary>
    public PassingMark Mark => new(_shares, _shareSeconds);

    public void Start(SimTime now, double gpus)
    {
        if (HeldGpus > 0)
        {
            double share = Math.Min(1, gpus / HeldGpus);
            _shares += share;
            _shareSeconds += share * now.Seconds;
        }
    }

    /// <summary>
    /// GPU-seconds by which those who started between two marks came before a held job that starts now, up to its GPUs.
    /// </summary>
    public static double Between(PassingMark held, PassingMark released, SimTime now, double gpus)
    {
        double shares = released.Shares - held.Shares;
        double seconds = (shares * now.Seconds) - (released.ShareSeconds - held.ShareSeconds);
        // More than one whole job in its place cannot be its merit: the mean start counts then.
        return gpus * (shares > 1 ? seconds / shares : seconds);
    }
}
