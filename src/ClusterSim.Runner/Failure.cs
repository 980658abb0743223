using System.Collections.Immutable;
using ClusterSim.Experiments;

namespace ClusterSim.Runner;

/// <summary>Turns an exception into lines for people and an exit code.</summary>
internal static class Failure
{
    /// <summary>Writes what went wrong and answers with the exit code.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="help">The command that shows how the verb is used.</param>
    /// <param name="terminal">Where the lines go.</param>
    /// <param name="debug">Whether the stack trace of an internal error is shown.</param>
    public static int Report(Exception error, string help, Terminal terminal, bool debug)
    {
        Exception cause = error is AggregateException all ? all.Flatten().InnerExceptions[0] : error;
        switch (cause)
        {
            case OperationCanceledException:
                terminal.Error.WriteLine("interrupted");
                return ExitCode.Interrupted;
            case UsageException:
                terminal.Error.WriteLine($"error: {cause.Message} (see '{help}')");
                return ExitCode.Usage;
        }

        ImmutableArray<string> problems = InputProblems.Of(cause);
        if (problems.IsDefault)
        {
            string message = cause.Message.ReplaceLineEndings(" ");
            terminal.Error.WriteLine($"error: internal error, please report it: {cause.GetType().Name}: {message}");
            terminal.Error.WriteLine(debug ? error.ToString() : "Run it again with --debug to see where it happened.");
            return ExitCode.InternalError;
        }

        foreach (string problem in problems)
        {
            terminal.Error.WriteLine("error: " + problem);
        }

        return ExitCode.BadInput;
    }
}
