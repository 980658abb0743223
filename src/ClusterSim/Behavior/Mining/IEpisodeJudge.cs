namespace ClusterSim.Behavior.Mining;

/// <summary>Takes what a search finds and says whether it is worth extending.</summary>
internal interface IEpisodeJudge
{
    /// <summary>
    /// Takes an episode with its occurrences. When it is refused, so are all that begin with it.
    /// </summary>
    /// <param name="code">Codes of its steps, each closed by -1.</param>
    /// <param name="starts">Point at which each occurrence begins, ascending.</param>
    /// <param name="ends">Point at which each occurrence ends, never descending.</param>
    bool Keep(ReadOnlySpan<int> code, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends);
}
