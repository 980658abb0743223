using System.CommandLine;
using ClusterSim.Experiments;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class TraceOptions
{
    /// <summary><c>--format</c>.</summary>
    public static Option<string> Format() => new("--format")
    {
        Description = "Trace format; default: recognised from the content.", HelpName = "NAME",
    };

    /// <summary><c>--filter</c>.</summary>
    public static Option<string[]> Filter() => new("--filter")
    {
        Description = "Part or change of the jobs, e.g. window=1d..8d, user!=alice; docs/filters.md lists them.",
        HelpName = "NAME=VALUE",
    };

    /// <summary>The platform that is named, or else the machine that the trace names, if any.</summary>
    public static Platform? PlatformOf(string? file, Trace trace) =>
        (file ?? trace.Machine?.Shorthand) is { } source ? Platform.Load(source) : null;

    /// <summary>The filtered workload; a problem names the option.</summary>
    public static Workload Filtered(Workload workload, string[]? filters, Platform? platform)
    {
        try
        {
            return WorkloadFilter.Apply(workload, filters ?? [], platform);
        }
        catch (ExperimentException error)
        {
            throw new ExperimentException([.. error.Problems.Select(problem => problem with { Path = "--filter" })]);
        }
    }

    /// <summary><c>--force</c>.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace existing files." };
}
