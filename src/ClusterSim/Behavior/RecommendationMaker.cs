using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior;

/// <summary>
/// Turns a hit of a rule into a recommendation. Savings are estimated from requests and events alone.
/// </summary>
internal sealed class RecommendationMaker(Workload workload, JobFacts facts)
{
    public Recommendation Make(RuleAction action, int job, SimTime now, ImmutableArray<SimulationEvent> evidence)
    {
        int needed = action.Recommend == RecommendedAction.Shrink ? ShrunkGpus(job) : facts.Gpus(job);
        bool nothingToTake = action.Recommend == RecommendedAction.Shrink && needed >= facts.Gpus(job);
        RecommendedAction what = nothingToTake ? RecommendedAction.Notify : action.Recommend;
        int target = what == RecommendedAction.Shrink ? needed : 0;
        double saving = what switch
        {
            RecommendedAction.Reclaim => facts.GpuShare(job) * IdleSeconds(job, now),
            RecommendedAction.Shrink => (facts.Gpus(job) - target) * RunSeconds(job, now),
            RecommendedAction.Requeue => MeanAttempt(evidence),
            _ => 0,
        };
        return new Recommendation(
            what, job, saving, action.Confidence, target, Explain(action.Explanation, job, needed, saving));
    }

    /// <summary>
    /// How long a working job runs on: what its walltime leaves; without one, as long again as it has run, the median
    /// for something whose length is not known (Gott, Nature 363, 1993).
    /// </summary>
    private double RunSeconds(int job, SimTime now) =>
        (facts.WalltimeLeft(job, now) ?? facts.RunUntil(job, now)).TotalSeconds;

    /// <summary>
    /// How long a job that has finished its work goes on holding its GPUs: as long again as it has run, but no longer
    /// than its walltime lets it. The walltime alone, a limit for the work, would promise far too much.
    /// </summary>
    private double IdleSeconds(int job, SimTime now) =>
        Math.Min(RunSeconds(job, now), facts.RunUntil(job, now).TotalSeconds);

    /// <summary>
    /// GPUs that would be busy all the time at the highest utilization seen since the start, in whole instances. A job
    /// that was once fully busy keeps everything.
    /// </summary>
    private int ShrunkGpus(int job)
    {
        int each = Math.Max(1, workload.Jobs[job].Request.PerInstance.Gpus);
        long busyMilli = (long)facts.Gpus(job) * facts.PeakPermille(job);
        long instances = (busyMilli + (each * 1000L) - 1) / (each * 1000L);
        return (int)Math.Max(1, instances) * each;
    }

    /// <summary>GPU-seconds of the mean attempt: what the next one would use in vain.</summary>
    private double MeanAttempt(ImmutableArray<SimulationEvent> evidence)
    {
        double sum = 0;
        foreach (SimulationEvent attempt in evidence.Where(e => e.Job >= 0))
        {
            sum += facts.GpuShare(attempt.Job) * facts.RunUntil(attempt.Job, attempt.Time).TotalSeconds;
        }

        return sum / evidence.Length;
    }

    private string Explain(string template, int job, int needed, double saving)
    {
        JobRequest request = workload.Jobs[job].Request;
        return new StringBuilder(template)
            .Replace("{job}", workload.Jobs[job].Id)
            .Replace("{user}", request.User.Length > 0 ? request.User : "an unknown user")
            .Replace("{application}", request.Application.Length > 0 ? request.Application : "an unknown application")
            .Replace("{gpus}", facts.Gpus(job).ToString(CultureInfo.InvariantCulture))
            .Replace("{target}", needed.ToString(CultureInfo.InvariantCulture))
            .Replace("{hours}", (saving / 3600).ToString("0.#", CultureInfo.InvariantCulture))
            .ToString();
    }
}
