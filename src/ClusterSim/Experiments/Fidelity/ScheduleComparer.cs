using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>
/// Compares a run with a peer's schedule: start, finish and, where known, nodes and preemptions. A job without a row
/// must not have ended in our run, and each row must belong to a job.
/// </summary>
internal sealed class ScheduleComparer(
    PeerSchedule schedule, Workload workload, RunResult result, LastPlacements placements)
{
    private const int Shown = 5;

    public PeerComparison Compare(IReadOnlyDictionary<string, PeerRow> rows, TimeSpan cpuTime)
    {
        List<string> different = [];
        TimeSpan largest = TimeSpan.Zero;
        int known = 0;
        for (int job = 0; job < workload.Jobs.Length; job++)
        {
            PeerRow? row = rows.GetValueOrDefault(workload.Jobs[job].Id);
            known += row is null ? 0 : 1;
            TimeSpan difference = DifferenceOf(job, row);
            largest = difference > largest ? difference : largest;
            if (difference > schedule.Tolerance || !NodesEqual(job, row)
                || !PreemptionsEqual(job, row))
            {
                different.Add(Line(job, row));
            }
        }

        int strangers = rows.Count - known;
        return new PeerComparison
        {
            Schedule = schedule,
            Jobs = workload.Jobs.Length + strangers,
            JobsEqual = workload.Jobs.Length - different.Count,
            LargestDifference = largest,
            Differences = [.. different.Take(Shown), .. Strangers(strangers)],
            CpuTime = cpuTime,
        };
    }

    private TimeSpan DifferenceOf(int job, PeerRow? row)
    {
        JobResult ours = result.Jobs[job];
        bool ended = !ours.StartTime.IsNever && !ours.EndTime.IsNever;
        if (row is null)
        {
            // What the peer leaves out had not ended when it stopped.
            return ended ? ours.EndTime - SimTime.Zero : TimeSpan.Zero;
        }

        SimTime end = ours.StartTime.IsNever ? SimTime.Never : ours.EndTime;
        TimeSpan start = Distance(ours.StartTime, row.Start);
        TimeSpan finish = Distance(end, row.Finish);
        return start > finish ? start : finish;
    }

    private bool NodesEqual(int job, PeerRow? row) =>
        row?.Nodes is not { } nodes || nodes.SetEquals(placements.Of(job));

    private bool PreemptionsEqual(int job, PeerRow? row) =>
        row?.Preemptions is not { } preemptions || preemptions == result.Jobs[job].Restarts;

    private static TimeSpan Distance(SimTime a, SimTime b) =>
        a == b ? TimeSpan.Zero
        : a.IsNever || b.IsNever ? SimTime.Min(a, b) - SimTime.Zero + TimeSpan.FromTicks(1)
        : (a - b).Duration();

    private string Line(int job, PeerRow? row)
    {
        JobResult ours = result.Jobs[job];
        string theirs = row is null ? "absent" : Text(row.Start, row.Finish, row.Nodes, row.Preemptions);
        string mine = Text(
            ours.StartTime, ours.EndTime, row?.Nodes is null ? null : placements.Of(job),
            row?.Preemptions is null ? null : ours.Restarts);
        return $"job {workload.Jobs[job].Id}: {mine}, expected {theirs}";
    }

    private static string Text(SimTime start, SimTime finish, ImmutableSortedSet<int>? nodes, int? preemptions) =>
        $"{start}-{finish}" + (nodes is null ? "" : $" on {string.Join(' ', nodes)}")
            + (preemptions is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {preemptions} preemptions"));

    private static string[] Strangers(int count) => count == 0 ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{count} rows of jobs that the trace does not have")];
}
