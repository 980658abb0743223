using ClusterSim.Platforms;

namespace ClusterSim.Reports;

/// <summary>
/// Power of the GPUs of a platform in runs without accounts of power: idle power, and the rest up to the maximum in
/// proportion to utilization.
/// </summary>
internal sealed class PowerCurve
{
    private readonly double[] _idleWatts, _spanWatts;

    private PowerCurve(double[] idleWatts, double[] spanWatts) => (_idleWatts, _spanWatts) = (idleWatts, spanWatts);

    /// <summary>
    /// The curve for the given models; <c>null</c> when the power of one is unknown, or when nothing has a power.
    /// </summary>
    public static PowerCurve? Of(Platform platform, IReadOnlyList<string> models)
    {
        double[] idle = new double[models.Count];
        double[] span = new double[models.Count];
        for (int i = 0; i < models.Count; i++)
        {
            GpuModel model = platform.Model(models[i]);
            if (model is not { IdleWatts: { } idleWatts, MaxWatts: { } maxWatts })
            {
                return null;
            }

            (idle[i], span[i]) = (idleWatts, maxWatts - idleWatts);
        }

        return models.Count > 0 || platform.Nodes.Any(node => node.BaseWatts > 0) ? new PowerCurve(idle, span) : null;
    }

    /// <summary>Watts of a number of GPUs of one model, of which some are busy.</summary>
    public double Watts(int model, double installed, double busy) =>
        (_idleWatts[model] * installed) + (_spanWatts[model] * busy);
}
