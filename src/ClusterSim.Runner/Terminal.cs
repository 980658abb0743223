using System.Globalization;
using System.Text;

namespace ClusterSim.Runner;

/// <summary>Where output goes, so that tests can look at it.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors, notices and progress.</param>
/// <param name="IsInteractive">Whether somebody watches the error stream, so that a progress bar makes sense.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>The streams of the process.</summary>
    public static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsErrorRedirected && !Console.IsOutputRedirected);
    }

    /// <summary>Tells something that the user should know but that stops nothing.</summary>
    public void Notice(string text) => Error.WriteLine("notice: " + text);

    /// <summary>Tells how many of something a source had, unless it had none.</summary>
    public void NoticeAny(string source, long count, string what)
    {
        if (count > 0)
        {
            Notice(string.Create(CultureInfo.InvariantCulture, $"{source}: {count:N0} {what}"));
        }
    }
}
