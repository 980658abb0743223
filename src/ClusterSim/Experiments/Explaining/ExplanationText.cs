using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Impact;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>An explanation in plain sentences.</summary>
internal static class ExplanationText
{
    private const int MostSpans = 12;

    public static ImmutableArray<string> Of(JobExplanation explained) =>
    [
        Opening(explained),
        .. Queue(explained),
        .. Waits(explained),
        .. Others(explained),
        .. explained.Incidents.Select(incident => IncidentText.Of(incident, explained.Job)),
        .. explained.Detections.Select(found => $"At {At(found.Time)} {found.RuleId} ({found.CreId}) was found"
            + (found.Recommendation is { } advice ? $": {advice.Explanation}" : ".")),
        .. BillText.Of(explained.Result),
        .. InterventionText.Of(explained),
        .. CounterfactualText.Of(explained),
    ];

    /// <summary>A point in time, in seconds from the start of the trace.</summary>
    public static string At(SimTime time) => NumberText.Plain(Math.Round(time.Seconds, 1)) + " s";

    /// <summary>A length of time.</summary>
    public static string Length(TimeSpan length) => NumberText.Duration(length.TotalSeconds);

    /// <summary>A number of things: <c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>What a job asks for.</summary>
    public static string Asked(JobRequest request)
    {
        ResourceVector each = request.PerInstance;
        string cores = NumberText.Plain(each.CpuMilli / 1000.0) + " cores";
        string what = each.Gpus == 0 ? cores
            : each is { Gpus: 1, GpuMilli: < 1000 } ? NumberText.Plain(each.GpuMilli / 1000.0) + " of a GPU"
            : Count(each.Gpus, "GPU");
        string models = request.GpuModels.IsEmpty ? "" : " of " + string.Join(" or ", request.GpuModels);
        return (request.Instances > 1 ? $"{request.Instances} x " : "") + what + models;
    }

    private static string Opening(JobExplanation explained)
    {
        Job job = explained.Job;
        string user = job.Request.User.Length > 0 ? $" of {job.Request.User}" : "";
        string end = explained.Result.EndTime.IsNever
            ? $"it was {explained.Result.Status.ToString().ToLowerInvariant()} when the run stopped"
            : $"it {Ended(explained.Result.Status)} at {At(explained.Result.EndTime)}";
        return $"{job.Id}{user} asked for {Asked(job.Request)} at {At(job.SubmitTime)}. Under {explained.Policy} it "
            + $"waited {Length(explained.Result.TotalWaitTime)} and ran {Length(explained.Result.RunTime)}; {end}.";
    }

    private static string Ended(JobStatus status) => status switch
    {
        JobStatus.Completed => "completed",
        JobStatus.Failed => "failed by itself",
        JobStatus.Cancelled => "was cancelled by its user",
        JobStatus.TimedOut => "was killed at its walltime",
        JobStatus.Reclaimed => "ended when its GPUs were reclaimed",
        JobStatus.Rejected => "was turned away",
        _ => "was left " + status.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> Queue(JobExplanation explained)
    {
        if (explained.Ahead.Jobs > 0 && !explained.Waits.IsEmpty)
        {
            yield return $"{Count(explained.Ahead.Jobs, "job")} waited before it when it came"
                + (explained.Ahead.Gpus > 0 ? $", asking for {Count(explained.Ahead.Gpus, "GPU")}." : ".");
        }

        if (explained.PromisedSeconds is { } promised && !explained.Waits.IsEmpty)
        {
            yield return $"It was promised to start at {NumberText.Plain(Math.Round(promised, 1))} s at the latest.";
        }
    }

    private static IEnumerable<string> Waits(JobExplanation explained)
    {
        foreach (WaitSpan span in explained.Waits.Take(MostSpans))
        {
            yield return $"From {At(span.Start)} to {At(span.End)} ({Length(span.Length)}): "
                + $"{WaitText.Of(span, explained.Job.Request)}.";
        }

        if (explained.Waits.Length > MostSpans)
        {
            yield return $"{Count(explained.Waits.Length - MostSpans, "further span")} of waiting "
                + $"({Length(new TimeSpan(explained.Waits.Skip(MostSpans).Sum(span => span.Length.Ticks)))}): "
                + string.Join(", ", explained.Waits.Skip(MostSpans).GroupBy(span => span.Cause)
                    .OrderByDescending(group => group.Sum(span => span.Length.Ticks)).ThenBy(group => group.Key)
                    .Select(group => $"{WaitText.Name(group.Key)} "
                        + Length(new TimeSpan(group.Sum(span => span.Length.Ticks))))) + ".";
        }
    }

    private static IEnumerable<string> Others(JobExplanation explained)
    {
        if (!explained.HoldingJobs.IsEmpty)
        {
            yield return $"Meanwhile what it could have used was held by {Shares(explained.HoldingJobs)}"
                + (explained.HoldingUsers.IsEmpty ? "." : $"; by user: {Shares(explained.HoldingUsers)}.");
        }

        if (explained.Overtakers.Jobs > 0)
        {
            yield return $"{Count(explained.Overtakers.Jobs, "job")} submitted later started while it waited: "
                + string.Join(", ", explained.Overtakers.First)
                + (explained.Overtakers.Jobs > explained.Overtakers.First.Length ? ", ..." : "") + ".";
        }
    }

    private static string Shares(ImmutableArray<HeldShare> shares) =>
        string.Join(", ", shares.Select(share => $"{share.Holder} ({NumberText.Percent(share.Share)} %)"));
}
