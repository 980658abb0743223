using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Sets the core frequency of GPUs: a given one, or that of the least energy of the job, its GPUs and what they hold of
/// their node, within a slowdown and the job's deadline.
/// </summary>
/// <param name="permille">The frequency in 1/1000 of the greatest; <c>null</c> for the least energy.</param>
/// <param name="slowdown">Greatest run time over that at the greatest frequency, 1 or more.</param>
internal sealed class FrequencyRule(int? permille, double slowdown) : IStartRule
{
    private const int Step = 50;

    /// <summary>The frequency of the least energy, in steps of a twentieth.</summary>
    /// <param name="curve">What frequencies do to the GPU.</param>
    /// <param name="otherWatts">Power that lasts as long as the job whatever the frequency, over that of a GPU.</param>
    /// <param name="slowdown">Greatest run time over that at the greatest frequency.</param>
    /// <returns>1/1000 of the greatest frequency.</returns>
    public static int Best(FrequencyCurve curve, double otherWatts, double slowdown)
    {
        (int best, double least) = (1000, 1 + otherWatts);
        for (int permille = 1000 - Step; permille >= FrequencyCurve.LeastPermille; permille -= Step)
        {
            double time = 1 / curve.Speed(permille / 1000.0);
            double energy = (curve.Power(permille / 1000.0) + otherWatts) * time;
            (best, least) = time <= slowdown && energy < least ? (permille, energy) : (best, least);
        }

        return best;
    }

    public void Limit(SchedulingView view, Plan plan, int job, int node)
    {
        GpuModel model = view.Platform.Model(view.Platform.Nodes[node].GpuModel);
        double others = view.Power.BaseWattsPerGpu(node) / view.Power.GpuWattsOf(node);
        int chosen = permille ?? Best(FrequencyCurve.For(model), others, SlowdownOf(view, view.Job(job)));
        if (chosen < 1000)
        {
            plan.SetFrequency(job, chosen);
            view.Decisions?.Acted(
                job,
                permille is not null
                    ? "every job gets this share"
                    : FormattableString.Invariant($"it takes least energy so, within {slowdown:0.##} of its run time"));
        }
    }

    // Without a walltime nobody knows whether a deadline is in danger.
    private double SlowdownOf(SchedulingView view, in JobView job)
    {
        if (job.Request is not { Deadline: { } deadline, Walltime: { } walltime } || walltime <= TimeSpan.Zero)
        {
            return slowdown;
        }

        return Math.Min(slowdown, (job.SubmitTime + deadline - view.Now) / walltime);
    }
}
