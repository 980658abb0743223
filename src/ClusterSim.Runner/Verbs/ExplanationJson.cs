using ClusterSim.Engine;
using ClusterSim.Experiments.Explaining;
using ClusterSim.Time;

namespace ClusterSim.Runner.Verbs;

/// <summary>An explanation as a JSON object; times in seconds.</summary>
internal static class ExplanationJson
{
    public static string Of(JobExplanation explained) => DetectJson.Of(
        new
        {
            JobId = explained.Job.Id,
            explained.Policy,
            SubmitTime = explained.Job.SubmitTime.Seconds,
            Outcome = OutcomeOf(explained.Result),
            PromisedStart = explained.PromisedSeconds,
            Waits = explained.Waits.Select(span => new
            {
                StartTime = span.Start.Seconds, EndTime = span.End.Seconds, span.Cause,
                Blocker = NullIfEmpty(span.Blocker), Told = NullIfEmpty(span.Told), span.LeastFree, span.MostFree,
            }),
            explained.Ahead,
            explained.Overtakers,
            explained.HoldingJobs,
            explained.HoldingUsers,
            Incidents = explained.Incidents.Select(incident => new
            {
                Time = incident.Time.Seconds, incident.Kind, incident.Nodes, Reason = NullIfEmpty(incident.Reason),
                incident.Successors, incident.LostSeconds, incident.LimitWatts, incident.Frequency,
            }),
            Detections = explained.Detections.Select(found => new
            {
                Time = found.Time.Seconds, found.RuleId, found.CreId, found.Recommendation?.Explanation,
            }),
            Interventions = explained.Interventions.Select(done => new
            {
                done.Kind, done.IsFaithful, With = OutcomeOf(done.With), Without = OutcomeOf(done.Without),
            }),
            Otherwise = explained.Otherwise.Select(other => new { other.Policy, Outcome = OutcomeOf(other.Result) }),
            explained.Sentences,
        });

    private static object OutcomeOf(JobResult result) => new
    {
        StartTime = SecondsOf(result.StartTime), EndTime = SecondsOf(result.EndTime), result.Status,
        TotalWaitTime = result.TotalWaitTime.TotalSeconds, RunTime = result.RunTime.TotalSeconds, result.Restarts,
        result.EnergyJoules, result.OverheadJoules, result.CarbonGrams, result.EnergyCost,
    };

    private static double? SecondsOf(SimTime time) => time.IsNever ? null : time.Seconds;

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
