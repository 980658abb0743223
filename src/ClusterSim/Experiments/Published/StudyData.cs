namespace ClusterSim.Experiments.Published;

/// <summary>The folder of data of a study that is being run.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Cancel">Signalled when the run shall stop.</param>
public sealed record StudyData(string Folder, CancellationToken Cancel)
{
    /// <summary>The path of a file below the folder.</summary>
    /// <param name="file">Path below the folder.</param>
    public string PathOf(string file) => Path.Combine(Folder, file);
}
