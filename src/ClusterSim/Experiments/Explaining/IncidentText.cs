using ClusterSim.Events;
using ClusterSim.Impact;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>What happened to a job in words.</summary>
internal static class IncidentText
{
    public static string Of(JobIncident incident, Job job)
    {
        string at = $"At {ExplanationText.At(incident.Time)} it ";
        string nodes = incident.Nodes.Length switch
        {
            0 => "",
            <= 4 => " on " + string.Join(", ", incident.Nodes),
            int count => $" on {count} nodes",
        };
        string what = incident.Kind switch
        {
            EventKind.JobStarted => $"started{nodes}",
            EventKind.JobPreempted => $"was stopped by the policy{nodes} and returned to the queue",
            EventKind.JobEvicted => $"lost its nodes{nodes} and returned to the queue",
            EventKind.JobMigrated => $"was moved; it went on{nodes}",
            EventKind.JobResized => $"was resized; it went on{nodes}",
            EventKind.JobReclaimed => $"was held to be finished, and its GPUs{nodes} were reclaimed",
            EventKind.JobPowerCapped => incident.LimitWatts > 0
                ? $"was limited to {NumberText.Plain(incident.LimitWatts.Value)} W for each of its GPUs"
                : "was freed of its limit of power",
            EventKind.JobFrequencySet =>
                $"had its GPUs set to {NumberText.Percent(incident.Frequency ?? 1)} % of their greatest frequency",
            EventKind.JobRejected => "was turned away: no node of the platform can host it, or the policy refused it",
            EventKind.JobCompleted => "completed",
            EventKind.JobFailed => "failed by itself",
            EventKind.JobCancelled => "was cancelled by its user",
            _ => "was killed at its walltime" + (job.Request.Walltime is { } walltime
                ? $" of {ExplanationText.Length(walltime)}"
                : ""),
        };
        string lost = incident.LostSeconds > 0
            ? $"; it lost {ExplanationText.Length(TimeSpan.FromSeconds(incident.LostSeconds))} of work"
            : "";
        string reason = incident.Reason.Length > 0 ? $", because {incident.Reason.TrimEnd('.')}" : "";
        string next = incident.Successors.IsEmpty
            ? ""
            : $"; {string.Join(", ", incident.Successors.Take(5))} started in its place";
        return at + what + lost + reason + next + ".";
    }
}
