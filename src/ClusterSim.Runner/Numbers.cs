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
