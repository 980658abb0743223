using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Limits the power of GPUs to a share of their greatest power, or to the limit that is best by the cost of Zeus (You
/// et al., NSDI 2023): eta times energy plus 1 − eta times greatest power times time.
/// </summary>
/// <param name="share">The limit over the GPU's greatest power; <c>null</c> for the best by cost.</param>
/// <param name="eta">How much energy counts against time, 0 to 1.</param>
internal sealed class PowerLimitRule(double? share, double eta) : IStartRule
{
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

    public void Limit(SchedulingView view, Plan plan, int job, int node)
    {
        double most = view.Power.GpuWattsOf(node);
        string model = view.Platform.Nodes[node].GpuModel;
        double watts = most * (share ?? BestShare(PowerCapCurve.For(model), eta));
        plan.CapPower(job, watts);
        view.Decisions?.Acted(job, Reason(most));
    }

    private string Reason(double most) => share is { } given
        ? FormattableString.Invariant($"every GPU gets {given * 100:0.#} % of its {most:0.#} W")
        : FormattableString.Invariant(
            $"of its {most:0.#} W that share costs least where energy counts {eta:0.##} and time {1 - eta:0.##}");
}
