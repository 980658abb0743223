namespace ClusterSim.Tests;

/// <summary>
/// Real traces that are too large for the repository, in <c>../shared/data</c> beside it. Without them a test is
/// ignored, except where the environment variable CI is set: there they must be present.
/// </summary>
internal static class SharedData
{
    /// <summary>The file at a path below the folder of shared data.</summary>
    public static string Path(string relativePath)
    {
        string path =
            System.IO.Path.GetFullPath(Repository.Path(System.IO.Path.Combine("..", "shared", "data", relativePath)));
        if (!File.Exists(path))
        {
            string message = $"Shared data file '{relativePath}' is not there.";
            if (string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("CI")))
            {
                Assert.Ignore(message);
            }

            Assert.Fail(message);
        }

        return path;
    }
}
