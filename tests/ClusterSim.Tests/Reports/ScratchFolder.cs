namespace ClusterSim.Tests.Reports;

/// <summary>An empty folder that is gone after the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clustersim-").FullName;

    public string File(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public string Read(params string[] names) => System.IO.File.ReadAllText(File(names));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
