using System.Collections.Immutable;

namespace ClusterSim.Behavior.Logs;

/// <summary>Finds the format of a log from its beginning.</summary>
internal static class LineFormats
{
    /// <summary>So much of a log is looked at.</summary>
    public const int SampleBytes = 16 * 1024;

    private const int MostHeaderLines = 50;
    private const string Date = @"\d{4}-\d{2}-\d{2}", Clock = @"\d{2}:\d{2}:\d{2}";

    // In the order in which they are tried: the more special before the more general.
    private static readonly ImmutableArray<LineFormat> s_stamped =
    [
        LineFormat.Stamped(@"""time"":(\d{16,19})", "epochany"),
        LineFormat.Stamped(@"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+\-]\d{2}:\d{2}))", "rfc3339"),
        LineFormat.Stamped($"^({Date} {Clock},\\d{{5}})", "2006-01-02 15:04:05,00000"),
        LineFormat.Stamped($@"^({Date} {Clock}\.\d{{6}}[+-]\d{{4}})", "2006-01-02 15:04:05.000000-0700"),
        LineFormat.Stamped($@"^({Date} {Clock}\.\d{{3}})", "2006-01-02 15:04:05.000"),
        LineFormat.Stamped($"^({Date} {Clock})", "2006-01-02 15:04:05"),
        LineFormat.Stamped($@"^([A-Z][a-z]{{2}}\s{{1,2}}\d{{1,2}}\s{Clock}\.\d{{6}})", "Jan _2 15:04:05.000000"),
        LineFormat.Stamped($@"^([A-Z][a-z]{{2}}\s{{1,2}}\d{{1,2}}\s{Clock})", "Jan _2 15:04:05"),
        LineFormat.Stamped($@"^[IWEF](\d{{4}} {Clock}\.\d{{6}})", "0102 15:04:05.000000"),
        LineFormat.Stamped($@"^\[({Date} {Clock},\d{{3}})\]", "2006-01-02 15:04:05,000"),
        LineFormat.Stamped($@"^(\d{{4}}/\d{{2}}/\d{{2}} {Clock})", "2006/01/02 15:04:05"),
        LineFormat.Stamped($@"^(\d{{2}}/\d{{2}}/\d{{4}}, {Clock})", "01/02/2006, 15:04:05"),
        LineFormat.Stamped($@"^(\d{{2}} [A-Z][a-z]{{2}} \d{{4}} {Clock}\.\d{{3}})", "02 Jan 2006 15:04:05.000"),
        LineFormat.Stamped($@"^(\d{{4}} [A-Z][a-z]{{2}} \d{{2}} {Clock}\.\d{{3}})", "2006 Jan 02 15:04:05.000"),
        LineFormat.Stamped($@"^(\d{{2}}/[A-Z][a-z]{{2}}/\d{{4}}:{Clock}\.\d{{3}})", "02/Jan/2006:15:04:05.000"),
        LineFormat.Stamped($@"^(\d{{2}}/\d{{2}}/\d{{4}} {Clock} (AM|PM))", "01/02/2006 03:04:05 PM"),
        LineFormat.Stamped($@"^(\d{{4}} [A-Z][a-z]{{2}} \d{{2}} {Clock})", "2006 Jan 02 15:04:05"),
        LineFormat.Stamped(@"""timestamp""\s*:\s*""([^""]+)""", "rfc3339"),
        LineFormat.Stamped(@"""ts""\s*:\s*""([^""]+)""", "rfc3339"),
        LineFormat.Stamped($@"^\[\d+\]\s+(\d{{4}}/\d{{2}}/\d{{2}} {Clock}\.\d{{6}})", "2006/01/02 15:04:05.000000"),
        LineFormat.Stamped($@"""creationTimestamp"":""({Date}T{Clock}Z)""", "rfc3339"),
        LineFormat.Stamped($@"^({Date}T{Clock}\.\d{{3}}[+-]\d{{4}})\t", "2006-01-02T15:04:05.000-0700"),
        LineFormat.Stamped(@"""ts""\s*:\s*([0-9]+(?:\.[0-9]+)?)", "dotnotation"),
        LineFormat.Stamped($@"ts=({Date}T{Clock}\.\d{{9}}Z)", "2006-01-02T15:04:05.000000000Z"),
        LineFormat.Stamped($@"""timestamp""\s*:\s*""({Date}T{Clock}\.\d{{6}}Z)""", "2006-01-02T15:04:05.000000Z"),
        LineFormat.Stamped(@"/Date\((\d+)\)", "epochany"),
        LineFormat.Stamped(@"time=""([^""]+)""", "rfc3339"),
    ];

    /// <summary>
    /// The format of a log that begins with <paramref name="sample"/>; <c>null</c> when no line that may be the first
    /// has a stamp of any known format.
    /// </summary>
    public static LineFormat? Detect(string sample, DateTime now)
    {
        int end = sample.IndexOf('\n', StringComparison.Ordinal);
        string first = end < 0 ? sample : sample[..end];
        LineFormat[] exact = end < 0 ? [] : [LineFormat.Docker, LineFormat.Cri, LineFormat.Rfc3339];
        return exact.FirstOrDefault(format => format.Begins(first, now))
            ?? s_stamped.FirstOrDefault(format => Accepts(format, sample, now));
    }

    /// <summary>The format of given stamps; <c>null</c> when a log that begins so has none of them.</summary>
    public static LineFormat? Accepting(LogStamp stamp, string sample, DateTime now)
    {
        var format = LineFormat.Stamped(stamp.Expression, stamp.Format);
        return Accepts(format, sample, now) ? format : null;
    }

    /// <summary>Whether one of the lines that may be the first has a stamp of the format.</summary>
    public static bool Accepts(LineFormat format, string sample, DateTime now)
    {
        int from = 0;
        for (int skipped = 0; skipped <= MostHeaderLines && from <= sample.Length; skipped++)
        {
            int end = sample.IndexOf('\n', from);
            string line = sample[from..(end < 0 ? sample.Length : end)].TrimEnd('\r');
            if (format.Begins(line, now))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }

            from = end + 1;
        }

        return false;
    }
}
