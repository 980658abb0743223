namespace ClusterSim.Experiments.Published;

/// <summary>A file that a study reads and that does not come with ClusterSim.</summary>
/// <param name="Path">Where it is below the folder of data, e.g. <c>pwa-swf/lublin_256.swf.gz</c>.</param>
/// <param name="Origin">Where to get it: an address, or a repository and the path in it.</param>
public sealed record PublishedFile(string Path, string Origin);
