using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClusterSim.Traces.Telemetry;

/// <summary>What was found in one file of telemetry: every row is accounted for.</summary>
public sealed record TelemetryFileReport
{
    /// <summary>Name of the file, without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>Hex SHA-256 of the file as stored.</summary>
    public required string Checksum { get; init; }

    /// <summary>Rows of data; in JSON, values of series.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that were kept after a value was replaced.</summary>
    public required long RowsRepaired { get; init; }

    /// <summary>Rows that gave no sample.</summary>
    public long RowsLeftOut => Notes.Where(note => note.Kind == TraceNoteKind.LeftOut).Sum(note => note.Count);

    /// <summary>Rows that gave samples.</summary>
    public long RowsKept => RowsRead - RowsLeftOut;

    /// <summary>What was repaired, left out or noticed.</summary>
    public ImmutableArray<TraceNote> Notes { get; init; } = [];

    /// <summary>The report as plain text: a line of totals, then one line for each note.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{FileName} ({Format}): {RowsRead:N0} rows read, ");
        text.Append(CultureInfo.InvariantCulture, $"{RowsKept:N0} kept, {RowsRepaired:N0} repaired, ");
        text.Append(CultureInfo.InvariantCulture, $"{RowsLeftOut:N0} left out\n");
        foreach (TraceNote note in Notes)
        {
            text.Append("  ").Append(TraceReport.Describe(note)).Append('\n');
        }

        return text.ToString();
    }
}
