using System.IO.Compression;
using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// A log file whose format was found from its first 16 KiB: Docker, container runtime, RFC 3339, or one of 27 forms of
/// time stamps. Files named <c>.gz</c> or <c>.gzip</c> are decompressed.
/// </summary>
public sealed class LogFile
{
    private readonly LineFormat _format;
    private readonly DateTime _now;
    private readonly TimeSpan _window;

    private LogFile(string path, LineFormat format, DateTime now, TimeSpan window) =>
        (Path, _format, _now, _window) = (path, format, now, window);

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Name of the format: docker, cri, rfc3339nano, or regex for a stamp found by an expression.</summary>
    public string Format => _format.Name;

    /// <summary>
    /// Lines of the last reading that belong to no entry: without a stamp where the format does not fold, before the
    /// first stamp, or no valid UTF-8.
    /// </summary>
    public long LeftOut { get; private set; }

    /// <summary>Entries of the last reading that came later than the window allows.</summary>
    public long TooLate { get; private set; }

    /// <summary>Stamp of the first entry, in nanoseconds since 1970-01-01 UTC; 0 when it has none.</summary>
    internal long FirstStamp => AsTheyCome().Select(entry => entry.Nanoseconds).FirstOrDefault();

    /// <summary>Finds the format of a log.</summary>
    /// <param name="path">Path of the log.</param>
    /// <param name="now">
    /// Decides the year of stamps without one: the latest that puts them no more than seven days after this moment.
    /// </param>
    /// <param name="stamp">How the time stamps look; <c>null</c>: found from the content.</param>
    /// <param name="window">
    /// How late an entry may come and still be put in its place; zero, the default: entries are taken as they come.
    /// </param>
    /// <exception cref="LogException">It cannot be read, is empty, or carries no stamp of the format.</exception>
    public static LogFile Open(string path, DateTime now, LogStamp? stamp = null, TimeSpan window = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string sample = Reading(path, () =>
        {
            using Stream stream = OpenStream(path);
            byte[] bytes = new byte[LineFormats.SampleBytes];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        });
        LineFormat? format = sample.Length == 0
            ? throw new LogException(path, 0, "an empty file", "lines with time stamps")
            : stamp is null ? LineFormats.Detect(sample, now) : LineFormats.Accepting(stamp, sample, now);
        return new LogFile(
            path,
            format ?? throw new LogException(
                path, 1, $"no time stamp of {(stamp is null ? "a known" : "the given")} format in the first 51 lines",
                "a stamp on each message"),
            now,
            window);
    }

    /// <summary>
    /// The entries in file order, or in order of time when the log has a window, read as they are asked for.
    /// </summary>
    /// <exception cref="LogException">A line is longer than 4 MiB, or the file cannot be read.</exception>
    public IEnumerable<LogEntry> Entries()
    {
        if (_window <= TimeSpan.Zero)
        {
            return AsTheyCome();
        }

        LogOrder order = new(_window.Ticks * TimeSpan.NanosecondsPerTick);
        return AsTheyCome().SelectMany(order.Add).Concat(Rest());

        IEnumerable<LogEntry> Rest()
        {
            TooLate = order.LeftOut;
            foreach (LogEntry entry in order.Flush())
            {
                yield return entry;
            }
        }
    }

    private IEnumerable<LogEntry> AsTheyCome()
    {
        LogReader reader = new(_format, _now);
        using Stream stream = Reading(Path, () => OpenStream(Path));
        using IEnumerator<LogEntry> entries = reader.Read(stream, Path).GetEnumerator();
        while (Reading(Path, entries.MoveNext))
        {
            yield return entries.Current;
        }

        LeftOut = reader.LeftOut;
    }

    private static Stream OpenStream(string path)
    {
        FileStream file = File.OpenRead(path);
        bool compressed = System.IO.Path.GetExtension(path) is ".gz" or ".gzip";
        return compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new LogException(path, 0, $"a file that cannot be read ({e.Message})", "a readable log");
        }
    }
}
