using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>What to do about a job whose utilization dropped.</summary>
internal static class DropAdvice
{
    private const double IdlePercent = 1;

    public static Recommendation? Make(
        UtilizationDropOptions options, WatchedSignal signal, DetectorJobs jobs, SimTime now, ShiftFound found)
    {
        if (jobs.Find(signal.Job) is not { } job)
        {
            return null;
        }

        bool whole = options.Metric == Metric.GpuUtilization && signal.Device < 0;
        int target = whole ? TargetOf(job, found.After) : job.Gpus;
        RecommendedAction action = whole && found.After < IdlePercent ? RecommendedAction.Reclaim
            : target < job.Gpus ? RecommendedAction.Shrink
            : RecommendedAction.Notify;
        double hours = job.ExpectedRest(now).TotalHours;
        double saving = 3600 * hours * action switch
        {
            RecommendedAction.Reclaim => job.GpuShare,
            RecommendedAction.Shrink => job.Gpus - target,
            _ => 0,
        };
        string unit = MetricNames.UnitOf(options.Metric);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Job {jobs.IdOf(signal.Job)} fell from {found.Before:0.#} to {found.After:0.#} {unit} of"
            + $" {MetricNames.Of(options.Metric)} and stayed there for"
            + $" {found.Test.SecondCount * options.Pane.TotalMinutes:0.#} minutes; it holds {job.Gpus} GPUs.");
        return new Recommendation(
            action, signal.Job, saving, options.Confidence, action == RecommendedAction.Shrink ? target : 0, text);
    }

    // GPUs that would be fully busy with what is left to do, in whole instances.
    private static int TargetOf(WatchedJob job, double percent)
    {
        int each = Math.Max(1, job.Request.PerInstance.Gpus);
        double instances = Math.Ceiling(job.Gpus * percent / 100 / each);
        return Math.Min(job.Gpus, (int)Math.Max(1, instances) * each);
    }
}
