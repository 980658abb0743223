using System.Globalization;

namespace ClusterSim.Signals;

/// <summary>Times as files of signals write them.</summary>
internal static class SignalStamp
{
    private static readonly string[] Local =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
    ];

    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd HH:mm'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
    ];

    /// <summary>Reads a time with or without a zone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stamp">What it shows.</param>
    /// <param name="offset">How far it is ahead of UTC; <c>null</c> when it does not say.</param>
    public static bool TryParse(string text, out DateTime stamp, out TimeSpan? offset)
    {
        offset = null;
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out stamp))
        {
            return true;
        }

        bool isZoned = DateTimeOffset.TryParseExact(
            text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant);
        (stamp, offset) = (instant.DateTime, isZoned ? instant.Offset : null);
        return isZoned;
    }
}
