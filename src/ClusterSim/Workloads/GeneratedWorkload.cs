using System.Collections.Immutable;

namespace ClusterSim.Workloads;

/// <summary>A generated workload and the truth about it, against which detectors can be scored.</summary>
/// <param name="Workload">The jobs.</param>
/// <param name="Labels">The jobs with a special behaviour, in the order of the workload; all others have none.</param>
public sealed record GeneratedWorkload(Workload Workload, ImmutableArray<JobLabel> Labels)
{
    /// <summary>
    /// Writes the labels as CSV: <c>job_id,wasteful,behaviors</c>; several behaviours are separated by <c>|</c>, e.g.
    /// <c>job-17,true,LowUtilization|UnusedGpus</c>. Lines end with a line feed.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    public void WriteLabels(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("job_id,wasteful,behaviors\n");
        foreach (JobLabel label in Labels)
        {
            string behaviors = label.Behaviors.ToString().Replace(", ", "|", StringComparison.Ordinal);
            writer.Write($"{label.JobId},{(label.IsWasteful ? "true" : "false")},{behaviors}\n");
        }
    }
}
