using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Rules;
using ClusterSim.Time;

namespace ClusterSim.Behavior;

/// <summary>
/// Turns a hit of a rule into a recommendation. Savings are estimated from requests and events alone.
/// </summary>
internal static class RecommendationMaker
{
    public static Recommendation Make(
        RuleAction action, KnownJob job, int number, SimTime now, ImmutableArray<SeenEvent> evidence)
    {
        int needed = action.Recommend == RecommendedAction.Shrink ? ShrunkGpus(job) : job.Gpus;
        bool nothingToTake = action.Recommend == RecommendedAction.Shrink && needed >= job.Gpus;
        RecommendedAction what = nothingToTake ? RecommendedAction.Notify : action.Recommend;
        int target = what == RecommendedAction.Shrink ? needed : 0;
        double saving = nothingToTake ? 0 : SavingOf(action.Saving, job, target, now, evidence);
        return new Recommendation(
            what, number, saving, action.Confidence, target, Explain(action.Explanation, job, needed, saving));
    }

    private static double SavingOf(
        SavingFormula formula, KnownJob job, int target, SimTime now, ImmutableArray<SeenEvent> evidence) =>
        formula switch
        {
            SavingFormula.IdleTime => job.GpuShare * IdleSeconds(job, now),
            SavingFormula.IdleGpus => (job.Gpus - target) * RunSeconds(job, now),
            SavingFormula.Attempt => MeanAttempt(evidence),
            SavingFormula.IdleShare => job.GpuShare * IdleShare(job, now) * RunSeconds(job, now),
            SavingFormula.UnsafeWork => job.GpuShare * job.Unsafe(now).TotalSeconds,
            _ => 0,
        };

    /// <summary>
    /// How long a working job runs on: what its walltime leaves; without one, as long again as it has run, the median
    /// for something whose length is not known (Gott, Nature 363, 1993).
    /// </summary>
    private static double RunSeconds(KnownJob job, SimTime now) =>
        (job.WalltimeLeft(now) ?? job.RunUntil(now)).TotalSeconds;

    /// <summary>
    /// How long a job that has finished its work goes on holding its GPUs: as long again as it has run, but no longer
    /// than its walltime lets it. The walltime alone, a limit for the work, would promise far too much.
    /// </summary>
    private static double IdleSeconds(KnownJob job, SimTime now) =>
        Math.Min(RunSeconds(job, now), job.RunUntil(now).TotalSeconds);

    private static double IdleShare(KnownJob job, SimTime now)
    {
        double busy = job.MeanGpuUtilization(now);
        return double.IsNaN(busy) ? 0 : Math.Clamp(1 - (busy / 100), 0, 1);
    }

    /// <summary>
    /// GPUs that were in use at a time since the start; where that is not measured, GPUs that would be busy all the
    /// time at the highest utilization seen. In whole instances; a job that was once fully busy keeps everything.
    /// </summary>
    private static int ShrunkGpus(KnownJob job)
    {
        int each = Math.Max(1, job.Request.PerInstance.Gpus);
        long busyMilli = double.IsNaN(job.Pace.MostGpus)
            ? (long)job.Gpus * job.PeakPermille
            : (long)Math.Ceiling(job.Pace.MostGpus * 1000);
        long instances = (busyMilli + (each * 1000L) - 1) / (each * 1000L);
        return (int)Math.Max(1, instances) * each;
    }

    /// <summary>GPU-seconds of the mean attempt: what the next one would use in vain.</summary>
    private static double MeanAttempt(ImmutableArray<SeenEvent> evidence)
    {
        double sum = 0;
        foreach (SeenEvent attempt in evidence)
        {
            sum += attempt.Job is { } job ? job.GpuShare * (attempt.RunTicks / (double)TimeSpan.TicksPerSecond) : 0;
        }

        return sum / evidence.Length;
    }

    private static string Explain(string template, KnownJob job, int needed, double saving) =>
        new StringBuilder(template)
            .Replace("{job}", job.Id)
            .Replace("{user}", job.Request.User is { Length: > 0 } user ? user : "an unknown user")
            .Replace(
                "{application}", job.Request.Application is { Length: > 0 } name ? name : "an unknown application")
            .Replace("{gpus}", job.Gpus.ToString(CultureInfo.InvariantCulture))
            .Replace("{target}", needed.ToString(CultureInfo.InvariantCulture))
            .Replace("{hours}", (saving / 3600).ToString("0.#", CultureInfo.InvariantCulture))
            .ToString();
}
