using System.Globalization;

namespace ClusterSim.Platforms;

/// <summary>One thing that is wrong with a platform description.</summary>
/// <param name="Path">
/// Dotted path of the value, e.g. <c>nodes[0].gpus</c>; empty when the whole description is concerned.
/// </param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Line">Line in the file, from 1; 0 when there is none.</param>
/// <param name="Column">Column in the line, from 1; 0 when there is none.</param>
public sealed record PlatformProblem(string Path, string Message, int Line = 0, int Column = 0)
{
    /// <summary>
    /// Place, path and message on one line, e.g. <c>12:9: nodes[0].gpus: found '8 x', expected 'COUNT x MODEL'</c>.
    /// </summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: ") : "";
        return Path.Length > 0 ? $"{place}{Path}: {Message}" : place + Message;
    }
}
