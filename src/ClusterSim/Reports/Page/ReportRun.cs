using ClusterSim.Engine;
using ClusterSim.Impact;

namespace ClusterSim.Reports.Page;

/// <summary>A run as it appears in a report.</summary>
/// <param name="Name">Name, unique within its group.</param>
/// <param name="Style">Colour and dash pattern of its lines, 0 to 7.</param>
/// <param name="Finished">The run.</param>
/// <param name="Metrics">What it came to.</param>
internal sealed record ReportRun(string Name, int Style, FinishedRun Finished, RunMetrics Metrics)
{
    public RunResult Result => Finished.Result;
}
