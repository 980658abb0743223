using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>A trace of a real or generated cluster, read from a file.</summary>
public sealed class Trace
{
    private readonly Workload _workload;
    private readonly TraceBuilder _rows;

    private Trace(string path, TraceFormat format, TraceBuilder builder, string checksum)
    {
        Path = path;
        Format = format;
        _rows = builder;
        Machine = builder.Machine;
        _workload = builder.ToWorkload(
            new WorkloadSource { Name = TracePath.NameOf(path), Format = format.Name, Checksum = checksum });
        Report = new TraceReport
        {
            FileName = System.IO.Path.GetFileName(path),
            Format = format.Name,
            Checksum = checksum,
            RowsRead = builder.RowsRead,
            JobsKept = _workload.Jobs.Length,
            RowsRepaired = builder.RowsRepaired,
            TimeZero = builder.TimeZero,
            Notes = builder.Notes,
            Properties = [.. builder.Properties],
            RequestLimits = [.. builder.RequestLimits],
        };
    }

    /// <summary>The file that was read.</summary>
    public string Path { get; }

    /// <summary>The format that it was read as.</summary>
    public TraceFormat Format { get; }

    /// <summary>What was read, kept, repaired and left out, and why.</summary>
    public TraceReport Report { get; }

    /// <summary>The machine that the trace was recorded on.</summary>
    /// <value><c>null</c> when the trace does not say.</value>
    public MachineHint? Machine { get; }

    /// <summary>Reads a trace. Files compressed with gzip are decompressed, whatever their name.</summary>
    /// <param name="path">The file; its extension may be left out when only one trace has that name.</param>
    /// <param name="format">Name of the format, or <c>csv:MAP.yaml</c>. <c>null</c>: recognised from the
    /// content.</param>
    /// <exception cref="TraceFormatException">The file cannot be found, recognised or read.</exception>
    public static Trace Open(string path, string? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return OpenFile(TracePath.Resolve(path), format);
        }
        catch (TableFormatException error)
        {
            throw new TraceFormatException(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TraceFormatException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The jobs, normalised and validated.</summary>
    public Workload ToWorkload() => _workload;

    /// <summary>The jobs with the lines that they were read from, by line.</summary>
    internal IReadOnlyList<(Job Job, int Line)> RowsByLine() => _rows.RowsByLine();

    private static Trace OpenFile(string path, string? format)
    {
        TraceHead head = TraceHead.Read(path);
        if (head.IsEmpty)
        {
            throw new TableFormatException(path, 0, "", "an empty file", "a trace");
        }

        ITraceReader reader = TraceFormats.Choose(path, head, format);
        TraceBuilder builder = new(path);
        using TableFile file = TableFile.Open(path);
        string checksum = ReadAll(reader, file, builder);
        return builder.RowsRead > 0
            ? new Trace(path, reader.Format, builder, checksum)
            : throw new TableFormatException(path, 0, "", "no row of data", "at least one job");
    }

    private static string ReadAll(ITraceReader reader, TableFile file, TraceBuilder builder)
    {
        try
        {
            reader.Read(file.Content, builder);
        }
        catch (TableFormatException)
        {
            // A file that was cut off mostly ends in a broken row: the cut is the error to tell.
            file.Finish();
            throw;
        }
        catch (InvalidDataException)
        {
            throw file.Damaged();
        }

        return file.Finish();
    }
}
