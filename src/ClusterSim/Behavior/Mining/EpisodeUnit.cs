namespace ClusterSim.Behavior.Mining;

/// <summary>A step that episodes are made of, and where it occurs.</summary>
/// <param name="Codes">Codes of the symbols that happen together, ascending.</param>
/// <param name="Points">Points at which they all happen, ascending.</param>
internal sealed record EpisodeUnit(int[] Codes, ReadOnlyMemory<int> Points);
