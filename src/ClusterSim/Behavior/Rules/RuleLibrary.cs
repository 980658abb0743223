namespace ClusterSim.Behavior.Rules;

/// <summary>
/// The rules that come with ClusterSim: behaviours that operators of GPU clusters act on, each with its source. They
/// stand as files in the folder <c>rules</c> beside the program, to be read and changed.
/// </summary>
public static class RuleLibrary
{
    /// <summary>Name of the library wherever a rule file or folder can be given.</summary>
    public const string GpuClusters = "gpu-clusters";

    /// <summary>The folder of the library.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "rules");

    /// <summary>Reads the library.</summary>
    /// <returns>The rules in order of path.</returns>
    /// <exception cref="RuleException">The files were changed and cannot be used; it lists all problems.</exception>
    public static RuleSet Load() => CreRules.Load(Folder);

    /// <summary>
    /// Where rules stand: what is a file or folder stands for itself, and <see cref="GpuClusters"/> for the library.
    /// </summary>
    /// <param name="nameOrPath">Path of a file or folder, or the name of the library.</param>
    public static string PathOf(string nameOrPath) =>
        nameOrPath == GpuClusters && !Path.Exists(nameOrPath) ? Folder : nameOrPath;
}
