using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClusterSim.Traces;

/// <summary>What a reader found in a trace: every row is accounted for.</summary>
public sealed record TraceReport
{
    /// <summary>Name of the file, without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>
    /// Hex SHA-256 of the file as stored; of a trace of several files, that of the list that <c>sha256sum</c> makes of
    /// them, beginning with the named one.
    /// </summary>
    public required string Checksum { get; init; }

    /// <summary>
    /// Rows of data that the file holds; headers, comments and empty lines do not count. Where a job is spread over
    /// many rows, the jobs that they speak of.
    /// </summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that became jobs.</summary>
    public required long JobsKept { get; init; }

    /// <summary>Rows that became jobs after a value was replaced.</summary>
    public required long RowsRepaired { get; init; }

    /// <summary>Rows that became no jobs: the difference of rows read and jobs kept.</summary>
    public long RowsLeftOut => RowsRead - JobsKept;

    /// <summary>The calendar time at which the workload's time is 0.</summary>
    /// <value>Default empty: the trace does not say.</value>
    public string TimeZero { get; init; } = "";

    /// <summary>What was repaired, left out or noticed, by kind and then by first occurrence.</summary>
    public ImmutableArray<TraceNote> Notes { get; init; } = [];

    /// <summary>What the trace says about itself.</summary>
    public ImmutableArray<TraceProperty> Properties { get; init; } = [];

    /// <summary>Sums asked for against sums of the limits, for traces that have both.</summary>
    public ImmutableArray<RequestLimit> RequestLimits { get; init; } = [];

    /// <summary>The report as plain text: a line of totals, then one line per note.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{FileName} ({Format}): {Count(RowsRead, "row")} read, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(JobsKept, "job")} kept, ");
        text.Append(CultureInfo.InvariantCulture,
            $"{Count(RowsRepaired, "row")} repaired, {RowsLeftOut:N0} left out\n");
        foreach (TraceNote note in Notes)
        {
            text.Append("  ").Append(Describe(note)).Append('\n');
        }

        return text.ToString();
    }

    internal static string Describe(TraceNote note)
    {
        string kind = note.Kind switch
        {
            TraceNoteKind.LeftOut => "left out",
            TraceNoteKind.Repaired => "repaired",
            _ => "noticed",
        };
        string count = note.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $" {note.Count:N0}") : "";
        string lines = string.Join(", ", note.Lines.Select(line => line.ToString(CultureInfo.InvariantCulture)));
        string more = note.Count > note.Lines.Length ? ", ..." : "";
        string where = note.Lines.IsEmpty ? "" : $" (line {lines}{more})";
        return string.Create(CultureInfo.InvariantCulture, $"{kind}{count}: {note.Reason}{where}");
    }

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
