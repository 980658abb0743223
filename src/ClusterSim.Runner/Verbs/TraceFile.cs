using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Verbs;

/// <summary>Writes a generated workload in the format that the name of the file promises.</summary>
internal static class TraceFile
{
    private static readonly string[] SwfEndings = [".swf", ".swf.gz"];

    public static void Write(Workload workload, string target, bool force, Terminal terminal)
    {
        if (!SwfEndings.Any(ending => target.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            WholeFile.Write(target, force, path => NormalForm.Write(workload, path));
            return;
        }

        WholeFile.Write(target, force, path => SwfForm.Write(workload, path));
        terminal.Notice(
            "SWF knows processors only: GPUs, else cores, became processors, and roles, models, disk and utilization "
            + "are left out. A name that ends in .csv keeps everything.");
    }
}
