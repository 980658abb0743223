namespace ClusterSim.Benchmarks.Loads;

/// <summary>Files of the repository, and real traces in <c>../shared/data</c> beside it.</summary>
internal static class SharedTraces
{
    /// <summary>The path of a trace; <c>null</c> when it is not there.</summary>
    public static string? Find(string relativePath)
    {
        string path = InRepository(Path.Combine("..", "shared", "data", relativePath));
        return File.Exists(path) ? path : null;
    }

    /// <summary>The path of a file of the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie in the repository.</exception>
    public static string InRepository(string relativePath)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new DirectoryNotFoundException($"Simulator.sln above {AppContext.BaseDirectory}")
            : Path.Combine(folder.FullName, relativePath);
    }
}
