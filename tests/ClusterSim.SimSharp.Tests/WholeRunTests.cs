using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests;
using ClusterSim.Tests.Determinism;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.SimSharp.Tests;

/// <summary>
/// Whole runs on both kernels: the same events in the same order, and the same bytes in every result file. The
/// expectation is the run on the default kernel.
/// </summary>
public sealed class WholeRunTests
{
    private static readonly SimulationOptions _options = new()
    {
        Seed = 42,
        Rules = [CreRules.Load(Repository.Path("experiments/rules"))],
    };

    [TestCase("traces/synthetic-small", "platforms/small-gpu.yaml", "fifo")]
    [TestCase("traces/synthetic-small", "platforms/small-gpu.yaml", "tiresias")]
    [TestCase("traces/synthetic-waste", "platforms/small-gpu.yaml", "pattern-driven")]
    [TestCase("traces/synthetic-hpc", "cores:256", "conservative")]
    [TestCase("traces/synthetic-hpc", "cores:256", "sjf")]
    [TestCase("shared:pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz", "platforms/kth-sp2", "fifo")]
    [TestCase("shared:pwa-swf/KTH-SP2-1996-2.1-cln.swf.gz", "platforms/kth-sp2", "easy")]
    [TestCase("shared:alibaba-gpu-v2023/openb_pod_list_default.csv.gz", "platforms/openb", "fifo-skip")]
    [TestCase("shared:alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz", "platforms/v2025-disaggregated", "fifo")]
    [TestCase("shared:microsoft-philly/philly.csv.gz", "gpus:60x8", "tiresias")]
    public void BothKernelsGiveTheSameBytes(string trace, string platform, string policy)
    {
        string path = trace.StartsWith("shared:", StringComparison.Ordinal)
            ? SharedData.Path(trace["shared:".Length..])
            : Repository.Path(trace);
        Workload workload = Trace.Open(path).ToWorkload();
        Platform machine = Platform.Load(platform.Contains(':') ? platform : Repository.Path(platform));
        AssertSame(workload, machine, policy, _options);
    }

    [TestCase("easy")]
    [TestCase("tiresias")]
    public void BothKernelsGiveTheSameBytesWhereNodesFail(string policy) =>
        AssertSame(
            new Workload(MixedModel.Jobs(2_000)), MixedModel.Platform, policy, MixedModel.Options);

    private static void AssertSame(Workload workload, Platform platform, string policy, SimulationOptions options)
    {
        (EventLog expected, string expectedFolder) = Run(workload, platform, policy, options);
        #region Kernel
        SimulationOptions onSimSharp = options with { Kernel = () => new SimSharpQueue() };
        #endregion
        (EventLog actual, string actualFolder) = Run(workload, platform, policy, onSimSharp);
        try
        {
            Assert.That(EventLog.FirstDifference(expected, actual), Is.Null);
            Assert.That(expected.Lines, Has.Count.GreaterThan(1_000));
            Assert.That(Files(actualFolder), Is.EqualTo(Files(expectedFolder)));
            foreach (string file in Files(expectedFolder))
            {
                Assert.That(
                    File.ReadAllBytes(Path.Combine(actualFolder, file)),
                    Is.EqualTo(File.ReadAllBytes(Path.Combine(expectedFolder, file))), file);
            }
        }
        finally
        {
            Directory.Delete(expectedFolder, recursive: true);
            Directory.Delete(actualFolder, recursive: true);
        }
    }

    private static (EventLog Log, string Folder) Run(
        Workload workload, Platform platform, string policy, SimulationOptions options)
    {
        EventLog log = new();
        string folder = Directory.CreateTempSubdirectory("clustersim-kernel-").FullName;
        using ResultWriter writer = new(folder, workload, platform);
        RunResult run = Simulation.Run(workload, platform, PolicyCatalog.Create(policy), options, log, writer);
        writer.Finish(run, policy);
        return (log, folder);
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
