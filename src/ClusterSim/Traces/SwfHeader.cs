using System.Globalization;
using System.Text;

namespace ClusterSim.Traces;

/// <summary>The comments of a log in the Standard Workload Format that say something about the whole.</summary>
internal sealed class SwfHeader
{
    private static readonly string[] s_reported =
    [
        "Version", "Computer", "Installation", "Acknowledge", "MaxJobs", "MaxRecords", "MaxNodes", "MaxProcs",
        "UnixStartTime", "TimeZoneString", "StartTime", "EndTime",
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Processors of the machine: MaxProcs, or MaxNodes in logs that only have that.</summary>
    /// <value><see cref="int.MaxValue"/> when the header does not say.</value>
    public int Processors { get; private set; } = int.MaxValue;

    /// <summary>Rows that the log says it has.</summary>
    public long? MaxRecords => Number("MaxRecords");

    public MachineHint? Machine { get; private set; }

    /// <summary>Calendar time of second 0.</summary>
    public string TimeZero { get; private set; } = "";

    /// <summary>
    /// Whether cancelled jobs did not run although they have a run time. So in the RICC log: with them, the recorded
    /// allocations would exceed the machine for a seventh of the time, without them for less than 0.02 % of it.
    /// </summary>
    public bool CancelledDidNotRun { get; private set; }

    public IEnumerable<TraceProperty> Properties =>
        s_reported.Where(_values.ContainsKey).Select(name => new TraceProperty(name, _values[name]));

    /// <summary>Takes in a comment line, with its semicolon.</summary>
    public void Add(ReadOnlySpan<byte> comment)
    {
        string text = Encoding.UTF8.GetString(comment.TrimStart((byte)';')).Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || text[..colon].Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            return;
        }

        // A field that is repeated (Note, Queue) is none that is used here; the first of it is kept.
        if (_values.TryAdd(text[..colon], text[(colon + 1)..].Trim()))
        {
            Interpret();
        }
    }

    private void Interpret()
    {
        string source = Number("MaxProcs") > 0 ? "MaxProcs" : "MaxNodes";
        if (Number(source) is { } processors and > 0 and < int.MaxValue)
        {
            Processors = (int)processors;
            Machine = new MachineHint(
                string.Create(CultureInfo.InvariantCulture, $"cores:{processors}"), $"header field {source}");
        }

        const long latestUnixSeconds = 253_402_300_799;
        if (Number("UnixStartTime") is { } seconds and >= 0 and <= latestUnixSeconds)
        {
            TimeZero = DateTimeOffset.FromUnixTimeSeconds(seconds)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        CancelledDidNotRun = _values.TryGetValue("Installation", out string? site)
            && site.StartsWith("RICC", StringComparison.Ordinal);
    }

    private long? Number(string name) =>
        _values.TryGetValue(name, out string? text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : null;
}
