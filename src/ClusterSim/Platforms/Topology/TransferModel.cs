namespace ClusterSim.Platforms.Topology;

/// <summary>
/// Corrections of bandwidth and latency that make flows behave like a protocol; as in SimGrid's network models.
/// </summary>
/// <param name="Name">Short name.</param>
/// <param name="BandwidthFactor">Usable part of a link's bandwidth; above 0.</param>
/// <param name="LatencyFactor">Effective over nominal latency of a route.</param>
/// <param name="CrossTraffic">
/// Share of a flow's rate that flows back on the same cable, as acknowledgements do; 0 to 1.
/// </param>
/// <param name="WindowBytes">
/// Greatest number of bytes on the way: a flow is never faster than this over twice the latency; 0 for no limit.
/// </param>
public sealed record TransferModel(
    string Name, double BandwidthFactor = 1, double LatencyFactor = 1, double CrossTraffic = 0, double WindowBytes = 0)
{
    /// <summary>Links as they are: RDMA has no slow start, no window and no acknowledgements to speak of.</summary>
    public static TransferModel Raw { get; } = new("raw");

    /// <summary>
    /// TCP as measured by Velho and Legrand (SIMUTools 2009), SimGrid's default. Both directions of a cable share its
    /// bandwidth there.
    /// </summary>
    public static TransferModel Lv08 { get; } = new("lv08", 0.97, 13.01, 0.05, 4_194_304);

    /// <summary>Casanova and Marchal 2002: bandwidth and latency as described, with TCP's window.</summary>
    public static TransferModel Cm02 { get; } = new("cm02", WindowBytes: 4_194_304);

    /// <summary>The models by name.</summary>
    internal static TransferModel? Named(string name) => Array.Find(All, model => model.Name == name);

    /// <summary>Their names, for messages.</summary>
    internal static string Names => string.Join(", ", All.Select(model => model.Name));

    private static TransferModel[] All => [Raw, Lv08, Cm02];

    /// <summary>Greatest rate of a flow on a route, in bytes per second; infinite when nothing limits it.</summary>
    /// <param name="latencySeconds">Nominal latency of the route.</param>
    public double RateLimit(double latencySeconds) =>
        WindowBytes > 0 && latencySeconds > 0
            ? WindowBytes / (2 * LatencyFactor * latencySeconds)
            : double.PositiveInfinity;

    /// <summary>
    /// Time of one transfer that is alone on its route, in seconds: latency, then all bytes at the bandwidth that the
    /// flow and what flows back leave to it.
    /// </summary>
    /// <param name="bytes">Size; 0 or more.</param>
    /// <param name="bytesPerSecond">Nominal bandwidth of the slowest link.</param>
    /// <param name="latencySeconds">Nominal latency of the route.</param>
    public double TransferSeconds(double bytes, double bytesPerSecond, double latencySeconds)
    {
        double rate = Math.Min(
            bytesPerSecond * BandwidthFactor / (1 + CrossTraffic), RateLimit(latencySeconds));
        return (LatencyFactor * latencySeconds) + (bytes / rate);
    }
}
