using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ClusterSim.Runner;

/// <summary>Options that take a whole number, with errors in the words of all other errors.</summary>
internal static class Numbers
{
    /// <summary>An option with a whole number of 1 or more.</summary>
    public static Option<int?> Option(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => (int?)Parse(result, 1, int.MaxValue, "a whole number of 1 or more"),
    };

    /// <summary>An option with any whole number.</summary>
    public static Option<long?> LongOption(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Parse(result, long.MinValue, long.MaxValue, "a whole number of at most 64 bits"),
    };

    /// <summary>An option with a share below 1, as a fraction or in percent; default 0.</summary>
    public static Option<double> ShareOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SHARE",
        CustomParser = result => ParseShare(result),
    };

    private static double ParseShare(ArgumentResult result)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        bool percent = text.EndsWith('%');
        bool number = double.TryParse(
            percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out double value);
        double share = percent ? value / 100 : value;
        if (number && share < 1)
        {
            return share;
        }

        string option = (result.Parent as OptionResult)?.Option.Name ?? "";
        result.AddError($"{option}: found '{text}', expected a share below 1, e.g. 0.1 or 10%");
        return 0;
    }

    private static long? Parse(ArgumentResult result, long least, long most, string expected)
    {
        string text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= least && value <= most)
        {
            return value;
        }

        string option = (result.Parent as OptionResult)?.Option.Name ?? "";
        result.AddError($"{option}: found '{text}', expected {expected}");
        return null;
    }
}
