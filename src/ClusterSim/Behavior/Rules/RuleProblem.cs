namespace ClusterSim.Behavior.Rules;

/// <summary>One thing that is wrong in a rule file.</summary>
/// <param name="File">Path of the file as it was given.</param>
/// <param name="Line">Line, from 1; 0 when the problem has no place in the file.</param>
/// <param name="Column">Column, from 1; 0 when the problem has no place in the file.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record RuleProblem(string File, int Line, int Column, string Found, string Expected)
{
    /// <summary>What the community's own compiler says of such a problem, e.g. <c>missing rule id</c>.</summary>
    /// <value>Default empty: it has no word for it.</value>
    public string Verdict { get; init; } = "";

    /// <summary>
    /// The problem in one line: <c>file:line:column: found X, expected Y</c>, with the verdict before it if there is
    /// one.
    /// </summary>
    public override string ToString()
    {
        string what = $"{(Verdict.Length > 0 ? $"{Verdict}: " : "")}found {Found}, expected {Expected}";
        return Line > 0 ? $"{File}:{Line}:{Column}: {what}" : $"{File}: {what}";
    }
}
