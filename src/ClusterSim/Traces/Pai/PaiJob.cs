using ClusterSim.Time;

namespace ClusterSim.Traces.Pai;

/// <summary>A row of the table of jobs, with its tasks and the tags of its group.</summary>
internal sealed class PaiJob
{
    public required string Name { get; init; }

    public required int Line { get; init; }

    public required string User { get; init; }

    public required SimTime? Submit { get; init; }

    public required SimTime? End { get; init; }

    /// <summary>GPU model that was asked for; empty for any.</summary>
    public string GpuModel { get; set; } = "";

    /// <summary>Tag of jobs with like inputs; empty when unknown.</summary>
    public string Group { get; set; } = "";

    /// <summary>The last task that was read; its <see cref="PaiTask.Next"/> leads to the others.</summary>
    public PaiTask? Tasks { get; set; }

    public PaiTask? FindTask(ReadOnlySpan<char> name)
    {
        PaiTask? task = Tasks;
        while (task is not null && !name.SequenceEqual(task.Name))
        {
            task = task.Next;
        }

        return task;
    }

    /// <summary>The first start of a task; <c>null</c> when none started.</summary>
    public SimTime? EarliestStart()
    {
        SimTime? earliest = null;
        for (PaiTask? task = Tasks; task is not null; task = task.Next)
        {
            earliest = task.Start is { } start && !(earliest <= start) ? start : earliest;
        }

        return earliest;
    }
}
