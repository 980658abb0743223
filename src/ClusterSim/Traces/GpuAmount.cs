namespace ClusterSim.Traces;

/// <summary>A number of GPUs that may be a fraction, as requests for whole GPUs or for a share of one.</summary>
internal static class GpuAmount
{
    private const long WholeMilli = 1000;

    /// <summary>
    /// The request for <paramref name="milli"/> thousandths of a GPU. A fraction above one GPU, which no request can
    /// express, is rounded up to whole GPUs.
    /// </summary>
    /// <returns>Number of GPUs, share of each in 1/1000, and whether the amount was rounded up.</returns>
    public static (int Gpus, int Share, bool RoundedUp) Of(long milli) => milli switch
    {
        0 => (0, (int)WholeMilli, false),
        < WholeMilli => (1, (int)milli, false),
        _ => ((int)((milli + WholeMilli - 1) / WholeMilli), (int)WholeMilli, milli % WholeMilli != 0),
    };
}
