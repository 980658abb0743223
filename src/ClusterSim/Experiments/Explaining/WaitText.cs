using System.Globalization;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>A stretch of waiting in words.</summary>
internal static class WaitText
{
    /// <summary>The reason with its numbers, as the end of a sentence.</summary>
    public static string Of(WaitSpan span, JobRequest request) => span.Cause switch
    {
        WaitCause.HeldBack => $"the policy held it back: {span.Told}",
        WaitCause.TooFewGpus => $"too few GPUs were free; {Free(span, request)}",
        WaitCause.NodesDown => $"nodes that could have hosted it were down; {Free(span, request)}",
        WaitCause.NodesAsleep =>
            $"nodes that could have hosted it were asleep or waking up; {Free(span, request)}",
        WaitCause.Scattered => $"the free GPUs were scattered; {Free(span, request)}, but not together on nodes",
        WaitCause.TooFewCores => request.TotalGpus == 0
            ? $"too few cores were free; {Free(span, request)}"
            : "its GPUs were free, but too few cores beside them",
        WaitCause.TooLittleMemory => "what it computes on was free, but too little memory beside it",
        WaitCause.NotTogether => "each resource was free, but not all of them on the same nodes",
        WaitCause.Reservation => $"there was room, but it is kept for {span.Blocker}, whose turn comes first",
        _ => "there was room, but the policy did not use it for this job and did not tell why",
    };

    /// <summary>The reason in a word or two.</summary>
    public static string Name(WaitCause cause) => cause switch
    {
        WaitCause.HeldBack => "held back",
        WaitCause.TooFewGpus => "too few GPUs",
        WaitCause.NodesDown => "nodes down",
        WaitCause.NodesAsleep => "nodes asleep",
        WaitCause.Scattered => "scattered GPUs",
        WaitCause.TooFewCores => "too few cores",
        WaitCause.TooLittleMemory => "too little memory",
        WaitCause.NotTogether => "resources not together",
        WaitCause.Reservation => "room kept for others",
        _ => "not chosen",
    };

    private static string Free(WaitSpan span, JobRequest request)
    {
        bool gpus = request.TotalGpus > 0;
        double needed = (gpus ? request.TotalGpuMilli : request.TotalCpuMilli) / 1000.0;
        string range = span.LeastFree == span.MostFree
            ? Plain(span.LeastFree)
            : $"{Plain(span.LeastFree)} to {Plain(span.MostFree)}";
        return $"it needs {Plain(needed)}, {range} were free on nodes that it accepts";
    }

    private static string Plain(double count) => count.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
