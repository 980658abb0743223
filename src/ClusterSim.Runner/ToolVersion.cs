using System.Reflection;

namespace ClusterSim.Runner;

/// <summary>The version of the tool.</summary>
internal static class ToolVersion
{
    /// <summary>Version and, where it is known, the commit.</summary>
    public static string Text =>
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown";
}
