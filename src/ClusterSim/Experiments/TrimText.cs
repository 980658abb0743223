using System.Globalization;

namespace ClusterSim.Experiments;

/// <summary>The text of a warm-up or cool-down: a share (<c>0.1</c>, <c>10 %</c>) or a length (<c>2 d</c>).</summary>
internal static class TrimText
{
    /// <summary>What a person may write.</summary>
    public const string Expected = "a share below 1, e.g. '0.1' or '10 %', or a length of time, e.g. '2 d'";

    /// <summary>The share and the length, of which one is 0; <c>null</c> when the text has no such form.</summary>
    public static (double Share, TimeSpan Length)? Parse(string text)
    {
        string trimmed = text.Trim();
        bool percent = trimmed.EndsWith('%');
        bool number = double.TryParse(
            percent ? trimmed[..^1].TrimEnd() : trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out double value);
        double share = percent ? value / 100 : value;
        return number && share < 1 ? (share, TimeSpan.Zero)
            : !number && DurationText.TryParse(trimmed, out TimeSpan length) && length >= TimeSpan.Zero ? (0, length)
            : null;
    }
}
