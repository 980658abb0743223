using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Rules;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tables;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Tells errors of the input from defects of the program, and puts them into lines.</summary>
public static class InputProblems
{
    /// <summary>What is wrong with the input, one line for each problem.</summary>
    /// <param name="error">What was thrown.</param>
    /// <returns>The lines; <c>default</c> when the error is no fault of the input.</returns>
    public static ImmutableArray<string> Of(Exception error) => error switch
    {
        ExperimentException experiment => [.. experiment.Problems.Select(problem => problem.ToString())],
        // A trace without the fields that a policy needs shows only when the run begins.
        PolicyException policy => [.. policy.Problems],
        PlatformException or RuleException => [.. Lines(error.Message)],
        // The list of formats that may follow the sentence keeps its lines.
        TraceFormatException => [error.Message.TrimEnd()],
        TableFormatException or WorkloadException or ReportException or ComparisonException or LogException
            or UnauthorizedAccessException or IOException => [string.Join(' ', Lines(error.Message))],
        _ => default,
    };

    private static string[] Lines(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
