using System.CommandLine;

namespace ClusterSim.Runner.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class TraceOptions
{
    /// <summary><c>--format</c>.</summary>
    public static Option<string> Format() => new("--format")
    {
        Description = "Trace format; default: recognised from the content.", HelpName = "NAME",
    };

    /// <summary><c>--force</c>.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace existing files." };
}
