using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// The jobs that started and ended, parted by time: those that ended before a moment, and those submitted from it on.
/// What was under way at that moment belongs to neither, so that nothing of the second part was known in the first.
/// </summary>
internal sealed class JobParts
{
    public JobParts(IEnumerable<MinedJob> jobs, double firstPart)
    {
        MinedJob[] whole = [.. jobs.Where(job => job.IsWhole).OrderBy(job => job.Begin).ThenBy(job => job.Number)];
        All = whole.Length;
        SimTime split = All == 0 ? SimTime.Zero : whole[(int)(firstPart * All)].Begin;
        First = [.. whole.Where(job => job.End.Time < split)];
        Second = [.. whole.Where(job => job.Begin >= split)];
    }

    public int All { get; }

    public MinedJob[] First { get; }

    public MinedJob[] Second { get; }
}
