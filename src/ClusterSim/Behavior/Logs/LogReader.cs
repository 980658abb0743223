using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Reads the entries of one log, streaming. Lines without a stamp are joined to the entry before them where the format
/// folds, and left out otherwise; what is left out is counted.
/// </summary>
internal sealed class LogReader
{
    private readonly LineFormat _format;
    private readonly DateTime _now;
    private readonly StringBuilder _folded = new();
    private string? _pending;
    private long _stamp, _number;

    public LogReader(LineFormat format, DateTime now) => (_format, _now) = (format, now);

    /// <summary>Lines that belong to no entry: before the first stamp, without one, or no valid UTF-8.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The entries of a stream.</summary>
    /// <exception cref="LogException">A line is too long.</exception>
    public IEnumerable<LogEntry> Read(Stream stream, string path)
    {
        LogLines lines = new(stream, path);
        while (lines.TryRead(out string line, out bool valid))
        {
            if (_format.TryRead(line, _now, out long stamp, out string? text))
            {
                if (TakePending() is { } entry)
                {
                    yield return entry;
                }

                (_pending, _stamp) = (text, stamp);
            }
            else if (_format.Folds && valid && _pending is not null)
            {
                _folded.Append(_folded.Length == 0 ? _pending : "").Append(line);
            }
            else
            {
                LeftOut++;
            }
        }

        if (TakePending() is { } last)
        {
            yield return last;
        }
    }

    private LogEntry? TakePending()
    {
        if (_pending is null)
        {
            return null;
        }

        string text = _folded.Length > 0 ? _folded.ToString() : _pending;
        _folded.Clear();
        _pending = null;
        return new LogEntry(++_number, _stamp, text);
    }
}
