using ClusterSim.Tables;

namespace ClusterSim.Traces;

/// <summary>Reader of one format.</summary>
internal interface ITraceReader
{
    /// <summary>What the reader reads.</summary>
    TraceFormat Format { get; }

    /// <summary>Columns that a table must have in this format; empty for files without named columns.</summary>
    IReadOnlyCollection<string> Columns => [];

    /// <summary>How well the head of a file fits.</summary>
    FormatMatch Match(TraceHead head);

    /// <summary>Reads all rows into <paramref name="builder"/>.</summary>
    /// <exception cref="TableFormatException">A row or the header is not what it should be.</exception>
    void Read(Stream content, TraceBuilder builder);
}

/// <summary>How well the head of a file fits a format.</summary>
internal enum FormatMatch
{
    /// <summary>Another format.</summary>
    None,

    /// <summary>Probably this format with a fault, which its reader can name.</summary>
    Resembling,

    /// <summary>This format.</summary>
    Exact,
}
