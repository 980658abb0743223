namespace ClusterSim.Benchmarks.Loads;

/// <summary>Real traces in <c>../shared/data</c> beside the repository.</summary>
internal static class SharedTraces
{
    /// <summary>The path of a trace; <c>null</c> when it is not there.</summary>
    public static string? Find(string relativePath)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
            {
                string path = Path.Combine(folder.FullName, "..", "shared", "data", relativePath);
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
