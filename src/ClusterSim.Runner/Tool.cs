using System.CommandLine;
using System.CommandLine.Parsing;
using ClusterSim.Runner.Verbs;

namespace ClusterSim.Runner;

/// <summary>
/// The tool: parses the command line, runs the verb, turns every failure into a clear line and an exit code.
/// </summary>
internal static class Tool
{
    /// <summary>Name of the command.</summary>
    public const string Name = "clustersim";

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments without the name of the program.</param>
    /// <param name="terminal">Where output goes.</param>
    /// <param name="cancel">Stops the verb.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancel)
    {
        Option<bool> debug = new("--debug")
        {
            Description = "Show the stack trace of an internal error.", Recursive = true,
        };
        ParseResult parsed = Root(terminal, debug).Parse(
            args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        try
        {
            return UsageProblem(parsed) is { } problem
                ? throw new UsageException(problem)
                : await parsed.InvokeAsync(Streams(terminal), cancel);
        }
#pragma warning disable CA1031 // Whatever goes wrong ends as one clear line.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Failure.Report(error, HelpCommand(parsed), terminal, parsed.GetValue(debug));
        }
    }

    private static Command Root(Terminal terminal, Option<bool> debug)
    {
        Command root = new(Name, "Replay cluster traces under other schedulers and say what would have changed.")
        {
            RunVerb.Create(terminal),
            CompareVerb.Create(terminal),
            ExplainVerb.Create(terminal),
            ReportVerb.Create(terminal),
            InspectVerb.Create(terminal),
            ConvertVerb.Create(terminal),
            GenerateVerb.Create(terminal),
            DetectVerb.Create(terminal),
            MineVerb.Create(terminal),
            ClusterVerb.Create(terminal),
            TuneVerb.Create(terminal),
            WatchVerb.Create(terminal),
            ValidateVerb.Create(terminal),
            ListVerb.Create(terminal),
            ReproduceVerb.Create(terminal),
            PublishVerb.Create(terminal),
        };
        ExampleHelp.AddTo(root);
        Option<bool> version = new("--version") { Description = "Show the version." };
        root.Add(version);
        root.Add(debug);
        root.SetAction(parsed =>
        {
            string text = parsed.GetValue(version) ? ToolVersion.Text : throw new UsageException(NoVerb(root));
            terminal.Out.WriteLine(text);
            return ExitCode.Good;
        });
        return root;
    }

    private static InvocationConfiguration Streams(Terminal terminal) => new()
    {
        Output = terminal.Out,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static string? UsageProblem(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        // A mistyped option is taken for a file name where the verb wants one.
        string? unknown = parsed.Tokens.Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .FirstOrDefault(text => text.StartsWith("--", StringComparison.Ordinal));
        return parsed.Action is ExampleHelp ? null
            : command is Verb verb && unknown is not null ? $"found '{unknown}', expected {Options(verb)}"
            : parsed.Errors.Count == 0 ? FileNames.Problem(parsed)
            : command is Verb ? parsed.Errors[0].Message.TrimEnd('.').Replace(" :", ":", StringComparison.Ordinal)
            : parsed.UnmatchedTokens is [string found, ..] ? $"found '{found}', expected {Verbs(command)}"
            : NoVerb(command);
    }

    private static string NoVerb(Command root) => $"found no verb, expected {Verbs(root)}";

    private static string Options(Verb verb) =>
        "one of " + string.Join(", ", verb.Options.Select(option => option.Name));

    private static string Verbs(Command root) =>
        "one of " + string.Join(", ", root.Subcommands.Select(verb => verb.Name));

    private static string HelpCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is Verb verb ? $"{Name} {verb.Name} --help" : $"{Name} --help";
}
