using System.Reflection;

namespace ClusterSim.Reports;

/// <summary>Which build of the simulator made a result.</summary>
internal static class BuildIdentity
{
    private static readonly string[] Parts =
        (typeof(BuildIdentity)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0").Split('+', 2);

    /// <summary>Version of the library.</summary>
    public static string Version => Parts[0];

    /// <summary>Commit that it was built from; empty when it was built outside a repository.</summary>
    public static string Commit => Parts.Length > 1 ? Parts[1] : "";
}
