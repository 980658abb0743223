using System.Globalization;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>The text form of <see cref="EstimateChoice"/>: <c>user</c>, <c>exact</c>, <c>exact:2</c>.</summary>
internal static class EstimateText
{
    /// <summary>What a person may write.</summary>
    public const string Expected = "'user', 'exact' or either with a factor greater than 0, e.g. 'exact:2'";

    /// <summary>The choice; <c>null</c> when the text has no such form.</summary>
    public static EstimateChoice? Parse(string text)
    {
        string[] parts = (text ?? "").Split(':', 2, StringSplitOptions.TrimEntries);
        EstimateSource? source = parts[0] switch
        {
            "user" => EstimateSource.User,
            "exact" => EstimateSource.Exact,
            _ => null,
        };
        double factor = 1;
        bool good = parts.Length == 1
            || double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out factor);
        return source is not null && good && factor > 0 && double.IsFinite(factor)
            ? new EstimateChoice(source, factor)
            : null;
    }

    /// <summary>The text of a choice; <c>default</c> when it leaves the source open.</summary>
    public static string Of(EstimateChoice choice)
    {
        string source = choice.Source switch
        {
            EstimateSource.User => "user",
            EstimateSource.Exact => "exact",
            _ => "default",
        };
        return choice.Factor == 1 ? source : source + ":" + choice.Factor.ToString("R", CultureInfo.InvariantCulture);
    }
}
