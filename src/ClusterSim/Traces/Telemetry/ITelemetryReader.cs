namespace ClusterSim.Traces.Telemetry;

/// <summary>Reader of one form of telemetry.</summary>
internal interface ITelemetryReader
{
    /// <summary>What the reader reads.</summary>
    TraceFormat Format { get; }

    /// <summary>Whether times are seconds since 1970, UTC; else their zero means nothing.</summary>
    bool HasDates => true;

    /// <summary>How well the head of a file fits.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="name">Name of the table: of the file, or of the table inside an archive.</param>
    FormatMatch Match(TraceHead head, string name);

    /// <summary>
    /// Reads the samples row by row, in the order of the file. The names that it meets get the same numbers in every
    /// pass.
    /// </summary>
    /// <exception cref="Tables.TableFormatException">A row or the header is not what it should be.</exception>
    IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows);
}
