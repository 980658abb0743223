using System.Globalization;
using System.Text;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>The page that shows our schedules beside those of other programs.</summary>
public static class FidelityPage
{
    private const string Head =
        """
        # Our schedules beside those of other programs, job by job

        Made by `clustersim reproduce job-by-job --data DIR --out docs/fidelity`; DIR holds the traces and the
        schedules, which do not come with ClusterSim. Published numbers: [fidelity](README.md).
        Every schedule was computed by the program named, not by us. A job is equal when its start and its finish
        are, to the tick of the schedule, and, where they are compared, its nodes and its number of preemptions. Jobs
        that the other program left unfinished must be unfinished in our run, too. A case that does not match stays in
        the table, with our number and the reason.

        | case | peer and its policy | our policy | jobs | equal | largest difference (s) | our CPU (s) | theirs (s) |
        |---|---|---|---|---|---|---|---|

        """;

    private const string Foot =
        """

        CPU times are of one run on the machine that made this page, from the workload in memory to the result;
        short ones are mostly the compiler of .NET. Theirs stand here only where they were stated with the schedule
        or by the authors.
        [What the policies do that only another program has](../policies-gpu-peers.md); [all policies](../policies.md).

        ## Make one yourself

        """;

    /// <summary>The page in Markdown.</summary>
    /// <param name="comparisons">What was compared, in the order of the page.</param>
    public static string Text(IReadOnlyList<PeerComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        StringBuilder page = new(Head);
        foreach (PeerComparison comparison in comparisons)
        {
            page.Append(Row(comparison)).Append('\n');
        }

        AppendSummary(page, comparisons);
        foreach (PeerComparison comparison in comparisons.Where(comparison => comparison.Schedule.Reason.Length > 0))
        {
            page.Append(Invariant($"\n- `{comparison.Schedule.Name}`: {comparison.Schedule.Reason}\n"));
        }

        page.Append(Foot);
        page.Append("\n```text\n");
        foreach (PeerComparison comparison in comparisons)
        {
            page.Append(RunCommand.Of(comparison.Schedule)).Append('\n');
        }

        return page.Append("```\n").ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The row of a comparison without its CPU times, which differ from run to run.</summary>
    /// <param name="comparison">The comparison.</param>
    internal static string RowWithoutTimes(PeerComparison comparison)
    {
        PeerSchedule schedule = comparison.Schedule;
        string largest = comparison.LargestDifference.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
        string theirs = $"{schedule.Peer.Name}, {schedule.Peer.Version}: {schedule.PeerPolicy}";
        return Invariant(
            $"| `{schedule.Name}` | {theirs} | {OurPolicy(schedule)} | {Counts(comparison)} | {largest} |");
    }

    private static string Counts(PeerComparison comparison) =>
        Invariant($"{comparison.Jobs} | {comparison.JobsEqual}");

    private static string Row(PeerComparison comparison)
    {
        PeerSchedule schedule = comparison.Schedule;
        string theirs = schedule.PeerCpuSeconds is { } seconds
            ? Invariant($"{seconds} ({schedule.PeerCpuSource})")
            : "not stated";
        return Invariant($"{RowWithoutTimes(comparison)} {comparison.CpuTime.TotalSeconds:0.00} | {theirs} |");
    }

    private static string OurPolicy(PeerSchedule schedule) =>
        $"`{schedule.Policy}`"
            + string.Concat(schedule.Set.Concat(schedule.SetFiles).Select(option => $" {option.Key}={option.Value}"));

    private static void AppendSummary(StringBuilder page, IReadOnlyList<PeerComparison> comparisons)
    {
        int jobs = comparisons.Sum(comparison => comparison.Jobs);
        int equal = comparisons.Sum(comparison => comparison.JobsEqual);
        int whole = comparisons.Count(comparison => comparison.JobsEqual == comparison.Jobs);
        page.Append(Invariant(
            $"\n{whole} of {comparisons.Count} schedules are equal as a whole; {equal} of {jobs} jobs.\n"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
