using System.Globalization;
using System.Text;

namespace ClusterSim.Experiments;

/// <summary>One thing that is wrong with an experiment, and where.</summary>
/// <param name="File">The file, as it was named by the caller.</param>
/// <param name="Line">Line, from 1; 0 when the problem has no place in the file.</param>
/// <param name="Column">Column, from 1; 0 when the problem has no place in the file.</param>
/// <param name="Path">Dotted path, e.g. <c>policies[1].set.placement</c>; empty for the whole file.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record ExperimentProblem(string File, int Line, int Column, string Path, string Message)
{
    /// <summary><c>FILE:LINE:COLUMN: PATH: MESSAGE</c>, without the parts that are missing.</summary>
    public override string ToString()
    {
        StringBuilder text = new(File);
        if (Line > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        }

        text.Append(text.Length > 0 ? ": " : "");
        text.Append(Path).Append(Path.Length > 0 ? ": " : "");
        return text.Append(Message).ToString();
    }
}
