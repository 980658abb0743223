using System.Globalization;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>The numbers of a cluster's hosts, e.g. <c>0-127</c> or <c>1-29,58,60</c>.</summary>
internal static class SimGridRadical
{
    public const string Form = "numbers and ranges, e.g. '0-127' or '1-29,58'";

    /// <summary>The ranges in the order of the text, both ends included; <c>false</c> when it is malformed.</summary>
    public static bool TryParse(string text, out List<(int First, int Last)> ranges)
    {
        ranges = [];
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out int first) || !TryNumber(ends[^1], out int last)
                || last < first)
            {
                return false;
            }

            ranges.Add((first, last));
        }

        return true;
    }

    /// <summary>How many numbers there are.</summary>
    public static long Count(List<(int First, int Last)> ranges) =>
        ranges.Sum(range => (long)range.Last - range.First + 1);

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
