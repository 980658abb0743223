namespace ClusterSim.Runner.Tests;

/// <summary>All tests run in the root of the repository, as its documents tell users to.</summary>
[SetUpFixture]
internal sealed class Repository
{
    /// <summary>The root.</summary>
    public static string Root { get; } = FindRoot();

    [OneTimeSetUp]
    public void StandInRoot() => Directory.SetCurrentDirectory(Root);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Simulator.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
