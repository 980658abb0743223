using System.Collections.Immutable;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Workloads;

/// <summary>A generated workload and the truth about it, against which detectors can be scored.</summary>
/// <param name="Workload">The jobs.</param>
/// <param name="Labels">The jobs with a special behaviour, in the order of the workload; all others have none.</param>
public sealed record GeneratedWorkload(Workload Workload, ImmutableArray<JobLabel> Labels)
{
    /// <summary>The injected behaviours with their intervals, in the order in which the jobs were made.</summary>
    /// <value>Default empty: nothing was injected.</value>
    public ImmutableArray<BehaviorLabel> Behaviors { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Writes the labels as CSV: <c>job_id,wasteful,behaviors</c>; several behaviours are separated by <c>|</c>, e.g.
    /// <c>job-17,true,LowUtilization|UnusedGpus</c>. With injected behaviours one line for each label instead:
    /// <c>job_id,behavior,grade,from_seconds,until_seconds,onset_seconds,episode,derived</c>, times in seconds of the
    /// job's progress. Lines end with a line feed.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    public void WriteLabels(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!Behaviors.IsEmpty)
        {
            LabelTable.Write(Behaviors, writer);
            return;
        }

        writer.Write("job_id,wasteful,behaviors\n");
        foreach (JobLabel label in Labels)
        {
            string behaviors = label.Behaviors.ToString().Replace(", ", "|", StringComparison.Ordinal);
            writer.Write($"{label.JobId},{(label.IsWasteful ? "true" : "false")},{behaviors}\n");
        }
    }
}
