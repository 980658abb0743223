using System.Security.Cryptography;
using System.Text;
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

    private Trace(Trace whole, Workload filtered)
    {
        (Path, Format, Machine, _rows, _workload) = (whole.Path, whole.Format, whole.Machine, whole._rows, filtered);
        var steps = filtered.Source.Transformations.Skip(whole._workload.Source.Transformations.Length);
        Report = whole.Report with
        {
            Notes = [.. whole.Report.Notes, .. steps.Select(step => new TraceNote(TraceNoteKind.Noticed, step, 0, []))],
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

    /// <summary>The same trace with a workload made from its own by filters, to inspect and audit that.</summary>
    /// <param name="filtered">Jobs of this trace, unchanged or not, under their ids.</param>
    public Trace With(Workload filtered)
    {
        ArgumentNullException.ThrowIfNull(filtered);
        return new Trace(this, filtered);
    }

    /// <summary>The jobs with the lines that they were read from, by line.</summary>
    internal IReadOnlyList<(Job Job, int Line)> RowsByLine()
    {
        Dictionary<string, Job> jobs = _workload.Jobs.ToDictionary(job => job.Id, StringComparer.Ordinal);
        return
        [
            .. _rows.RowsByLine().Where(row => jobs.ContainsKey(row.Job.Id))
                .Select(row => (jobs[row.Job.Id], row.Line)),
        ];
    }

    private static Trace OpenFile(string path, string? format)
    {
        TraceHead head = TraceHead.Read(path);
        if (head.IsEmpty)
        {
            throw new TableFormatException(path, 0, "", "an empty file", "a trace");
        }

        ITraceReader reader = TraceFormats.Choose(path, head, format);
        TraceBuilder builder = new(path);
        string checksum = TableFile.ReadAll(path, content => reader.Read(content, builder));
        return builder.RowsRead > 0
            ? new Trace(path, reader.Format, builder, WithCompanions(path, checksum, builder))
            : throw new TableFormatException(path, 0, "", "no row of data", "at least one job");
    }

    /// <summary>
    /// The checksum of a trace of several files is that of the list that <c>sha256sum</c> makes of them.
    /// </summary>
    private static string WithCompanions(string path, string checksum, TraceBuilder builder)
    {
        if (builder.Companions.Count == 0)
        {
            return checksum;
        }

        StringBuilder list = new();
        list.Append(checksum).Append("  ").Append(System.IO.Path.GetFileName(path)).Append('\n');
        builder.Companions.ForEach(file => list.Append(file.Checksum).Append("  ").Append(file.FileName).Append('\n'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }
}
