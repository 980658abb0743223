using System.Globalization;

namespace ClusterSim.Behavior.Logs;

/// <summary>How the text of a time stamp is understood: a name of CRE, or a layout of the Go language.</summary>
internal sealed class StampFormat
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long MostSeconds = long.MaxValue / NanosecondsPerSecond,
        MostMilliseconds = long.MaxValue / 1_000_000,
        MostMicroseconds = long.MaxValue / 1_000;

    private readonly Func<string, DateTime, long?> _read;

    /// <summary>A format by its name or layout.</summary>
    public StampFormat(string name) => _read = name switch
    {
        "rfc3339" or "rfc3339nano" => FromLayout("2006-01-02T15:04:05.999999999Z07:00"),
        "unix" => FromLayout("Mon Jan _2 15:04:05 MST 2006"),
        "epochany" => (text, _) => Integer(text) is { } number ? OfUnknownUnit(number) : null,
        "epochseconds" => (text, _) => Scaled(text, NanosecondsPerSecond),
        "epochmillis" => (text, _) => Scaled(text, 1_000_000),
        "epochmicros" => (text, _) => Scaled(text, 1_000),
        "epochnanos" => (text, _) => Integer(text),
        "dotnotation" => (text, _) => FromDotted(text),
        _ => FromLayout(name),
    };

    /// <summary>Nanoseconds since 1970; <c>null</c> when the text does not follow the format.</summary>
    /// <param name="text">The stamp.</param>
    /// <param name="now">Decides the year of a stamp without one.</param>
    public long? Read(string text, DateTime now) => _read(text, now);

    private static Func<string, DateTime, long?> FromLayout(string layout)
    {
        GoLayout compiled = new(layout);
        return (text, now) => compiled.TryParse(text, out GoTime time) ? time.ToNanoseconds(now) : null;
    }

    private static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    private static long? Scaled(string text, long unit) =>
        Integer(text) is { } number ? unchecked(number * unit) : null;

    // The unit is the coarsest in which the number is a moment before 2262, the end of 64-bit nanoseconds.
    private static long OfUnknownUnit(long number)
    {
        ulong size = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
        return size switch
        {
            > (ulong)MostMicroseconds => number,
            > (ulong)MostMilliseconds => number * 1_000,
            > (ulong)MostSeconds => number * 1_000_000,
            _ => number * NanosecondsPerSecond,
        };
    }

    private static long? FromDotted(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (Integer(dot < 0 ? text : text[..dot]) is not { } seconds)
        {
            return null;
        }

        string fraction = dot < 0 ? "" : text[(dot + 1)..];
        string nine = fraction.Length > 9 ? fraction[..9] : fraction.PadRight(9, '0');
        return Integer(nine) is { } nanoseconds
            ? unchecked((seconds * NanosecondsPerSecond) + nanoseconds)
            : null;
    }
}
