namespace ClusterSim.Tests;

/// <summary>Files of the repository, whatever folder the tests run in.</summary>
internal static class Repository
{
    private static readonly Lazy<string> _root = new(FindRoot);

    /// <summary>The folder that holds <c>Simulator.sln</c>.</summary>
    public static string Root => _root.Value;

    /// <summary>The file or folder at a path below the root.</summary>
    public static string Path(string relativePath) => System.IO.Path.Combine(Root, relativePath);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Simulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException(
            $"No Simulator.sln above {AppContext.BaseDirectory}.");
    }
}
