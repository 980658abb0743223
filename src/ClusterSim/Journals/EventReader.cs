using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;
using ClusterSim.Time;

namespace ClusterSim.Journals;

/// <summary>
/// Reads a stream of events from a file: JSON lines, also compressed with gzip, in constant memory; or Parquet, whose
/// bytes are held in memory. Keys and columns that are not known are passed over; rows of a kind that is not known are
/// counted. <c>docs/events.md</c> has the schema.
/// </summary>
/// <example>
/// <code> using EventReader reader = EventReader.Open("out/fifo/events.jsonl"); while (reader.Read(out SimulationEvent
/// happened)) { Console.WriteLine(happened.Job &lt; 0 ? "" : reader.Jobs.IdOf(happened.Job)); }
/// </code>
/// </example>
public sealed class EventReader : IDisposable
{
    private const int MostUnknownKinds = 100, MostMessages = 20;
    private readonly IEventRows _rows;
    private readonly TableFile? _file;
    private readonly EventReaderOptions _options;
    private readonly EventRow _row = new();
    private readonly NodeNames _nodes;
    private readonly EventTexts _texts = new();
    private readonly EventDecoder _decoder;
    private readonly SortedDictionary<string, long> _unknownKinds = new(StringComparer.Ordinal);
    private readonly List<string> _messages = [];
    private long _events, _badRows, _late;
    private SimTime _latest;
    private int _ended = -1;
    private bool _isCut;

    private EventReader(IEventRows rows, TableFile? file, EventReaderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostJobs, 1);
        (_rows, _file, _options) = (rows, file, options);
        _nodes = new NodeNames(options.Nodes);
        Jobs = new JobDirectory(options.MostJobs);
        _decoder = new EventDecoder(rows, Jobs, _nodes, _texts);
    }

    /// <summary>
    /// The jobs by the number that events carry. A number is free again after the event that ends its job.
    /// </summary>
    public JobDirectory Jobs { get; }

    /// <summary>Names of the nodes by the number that events carry.</summary>
    public IReadOnlyList<string> Nodes => _nodes.All;

    /// <summary>Time of the latest event.</summary>
    public SimTime Latest => _latest;

    /// <summary>What the reader has met so far.</summary>
    public EventReaderReport Report => new()
    {
        Events = _events,
        UnknownKinds = [.. _unknownKinds],
        BadRows = _badRows,
        BadRowMessages = [.. _messages],
        LateEvents = _late,
    };

    /// <summary>Opens a file.</summary>
    /// <param name="path">JSON lines, or Parquet when it begins as such.</param>
    /// <param name="options">How to read it; <c>null</c> for the defaults.</param>
    /// <exception cref="TableFormatException">It is a damaged Parquet file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EventReader Open(string path, EventReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new EventReaderOptions();
        if (IsParquet(path))
        {
            return new EventReader(new ParquetEventRows(ParquetFile.Open(path)), null, options);
        }

        // Hashing every byte, as tables are, would cost a plain file a fifth of its speed.
        TableFile? packed = BeginsWith(path, [0x1f, 0x8b]) ? TableFile.Open(path) : null;
        Stream content = packed?.Content ?? new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
        EventReader reader = new(new JsonEventRows(content, path), packed, options);
        reader.Close();
        return reader;
    }

    /// <summary>Reads JSON lines from a stream that may grow, until <see cref="Close"/>.</summary>
    /// <param name="content">
    /// The stream; a read of no bytes means that no more is there for now. It is disposed of with the reader.
    /// </param>
    /// <param name="name">Name of the stream, for messages.</param>
    /// <param name="options">How to read it; <c>null</c> for the defaults.</param>
    public static EventReader Of(Stream content, string name, EventReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EventReader(new JsonEventRows(content, name), null, options ?? new EventReaderOptions());
    }

    /// <summary>The text of a log line by the detail of its event; only the latest 65,536 are kept.</summary>
    /// <param name="detail">Detail of an event of kind <see cref="EventKind.LogWritten"/>.</param>
    public string TextOf(int detail) => _texts[detail];

    /// <summary>Reads the next event.</summary>
    /// <param name="happened">The event.</param>
    /// <returns><c>false</c> at the end; of a stream that grows, until more is there.</returns>
    /// <exception cref="TableFormatException">A row is damaged: the message names its place.</exception>
    public bool Read(out SimulationEvent happened)
    {
        if (_ended >= 0)
        {
            Jobs.End(_ended);
            _ended = -1;
        }

        while (true)
        {
            try
            {
                if (!TryReadRow())
                {
                    happened = default;
                    return false;
                }

                if (TryDecode(out happened))
                {
                    return true;
                }
            }
            catch (TableFormatException error) when (_options.SkipDamagedLines && _rows.CanGoOn && !_isCut)
            {
                Note(error);
            }
        }
    }

    /// <summary>Hands every event to an observer, until there is none.</summary>
    /// <param name="observer">Who is told.</param>
    /// <exception cref="TableFormatException">A row is damaged: the message names its place.</exception>
    public void Replay(IEventObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        while (Read(out SimulationEvent happened))
        {
            observer.Observe(happened);
        }
    }

    /// <summary>No more will come: what stands at the end without a line break is read as a line, too.</summary>
    public void Close() => _rows.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file?.Dispose();
    }

    private bool TryDecode(out SimulationEvent happened)
    {
        ReadOnlySpan<char> name = _row.Text(EventColumn.Kind);
        happened = default;
        if (!EventKindNames.TryParse(name, out EventKind kind))
        {
            CountUnknown(name.IsEmpty
                ? throw _rows.Fault(_row, EventColumn.Kind, "a kind of event")
                : name[..Math.Min(name.Length, 64)].ToString());
            return false;
        }

        happened = _decoder.Decode(_row, kind);
        _late += happened.Time < _latest ? 1 : 0;
        _latest = SimTime.Max(_latest, happened.Time);
        happened = happened with { Time = _latest };
        _ended = IsEnd(happened) ? happened.Job : -1;
        _events++;
        return true;
    }

    private static bool IsEnd(in SimulationEvent happened) => happened.Kind switch
    {
        EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
            or EventKind.JobRejected => true,
        EventKind.JobReclaimed => happened.Value <= 0,
        _ => false,
    };

    private void CountUnknown(string kind)
    {
        string counted = _unknownKinds.Count < MostUnknownKinds || _unknownKinds.ContainsKey(kind) ? kind : "(other)";
        _unknownKinds[counted] = _unknownKinds.GetValueOrDefault(counted) + 1;
    }

    private void Note(TableFormatException error)
    {
        _badRows++;
        if (_messages.Count < MostMessages)
        {
            _messages.Add(error.Message);
        }
    }

    private bool TryReadRow()
    {
        try
        {
            if (_rows.Read(_row))
            {
                return true;
            }
        }
        catch (Exception error) when (_file is not null && error is InvalidDataException or EndOfStreamException)
        {
            _isCut = true;
            throw _file!.Damaged();
        }

        // The framework ends truncated gzip data without a word. Behind such damage no line can be read.
        _isCut = true;
        _ = _file?.Finish();
        _isCut = false;
        return false;
    }

    private static bool IsParquet(string path) => BeginsWith(path, ParquetFile.Magic);

    private static bool BeginsWith(string path, ReadOnlySpan<byte> magic)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.SequenceEqual(magic);
    }
}
