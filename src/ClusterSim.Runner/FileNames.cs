using System.CommandLine;
using System.CommandLine.Parsing;

namespace ClusterSim.Runner;

/// <summary>Refuses names of files and folders that no file can have, before any verb touches a file.</summary>
internal static class FileNames
{
    /// <summary>What is wrong with the first such name; <c>null</c> when all can be meant.</summary>
    public static string? Problem(ParseResult parsed) =>
        parsed.CommandResult.Children.Select(Problem).FirstOrDefault(problem => problem is not null);

    private static string? Problem(SymbolResult given)
    {
        (string what, string? kind) = given switch
        {
            OptionResult option => (option.Option.Name, option.Option.HelpName),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.HelpName),
            _ => ("", null),
        };
        if (kind is not ("FILE" or "DIR" or "TRACE" or "EXPERIMENT.yaml"))
        {
            return null;
        }

        // What is no UTF-8 on the command line arrives as replacement characters: the file can never be found.
        return given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))
            ? $"{what}: found an empty name, expected {kind}"
            : given.Tokens.FirstOrDefault(token => token.Value.Contains('\uFFFD', StringComparison.Ordinal)) is { } odd
                ? $"{what}: found '{odd.Value}', which is not valid UTF-8, expected a name in UTF-8; rename the file"
                : null;
    }
}
