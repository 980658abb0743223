namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Puts the entries of a log in order of time: each is held until one is newer than it by a window, and delivered in
/// order of stamp, those of one stamp in order of arrival. What is older than the last one delivered is left out.
/// Semantics: the reordering of prequel-logmatch 0.0.18 and later.
/// </summary>
/// <param name="windowNanoseconds">The window; above 0.</param>
/// <param name="mostBytes">Most memory of held entries; the oldest are delivered early when it is reached.</param>
internal sealed class LogOrder(long windowNanoseconds, long mostBytes = LogOrder.MostBytes)
{
    private const long MostBytes = 512L << 20;
    private const int BytesOfEntry = 80;

    private readonly PriorityQueue<LogEntry, (long Stamp, long Arrival)> _held = new();
    private long _newest = long.MinValue, _delivered = long.MinValue, _arrivals, _bytes;

    /// <summary>Entries that came too late: older than the last one delivered before them.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes an entry, and gives those whose turn it is.</summary>
    public IEnumerable<LogEntry> Add(LogEntry entry)
    {
        if (entry.Nanoseconds < _delivered)
        {
            LeftOut++;
            yield break;
        }

        _newest = Math.Max(_newest, entry.Nanoseconds);
        _held.Enqueue(entry, (entry.Nanoseconds, _arrivals++));
        _bytes += SizeOf(entry);
        while (_held.TryPeek(out LogEntry oldest, out _)
            && (oldest.Nanoseconds <= _newest - windowNanoseconds || _bytes > mostBytes))
        {
            yield return Take();
        }
    }

    /// <summary>Gives all that is held: the log has ended.</summary>
    public IEnumerable<LogEntry> Flush()
    {
        while (_held.Count > 0)
        {
            yield return Take();
        }
    }

    private LogEntry Take()
    {
        LogEntry entry = _held.Dequeue();
        _delivered = entry.Nanoseconds;
        _bytes -= SizeOf(entry);
        return entry;
    }

    private static long SizeOf(in LogEntry entry) => BytesOfEntry + (2L * entry.Text.Length);
}
