using ClusterSim.Experiments.Openb;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Experiments.Openb;

/// <summary>
/// Curves against the published tables (experiments/analysis/expected_results of the artefact): one run of each policy
/// whose runs can be repeated, on lists that constrain models, shares and GPU counts. <c>clustersim reproduce fgd</c>
/// compares all 850.
/// </summary>
public sealed class OpenbCurvesTests
{
    private const string Tables = "fgd-published/analysis_";

    [TestCase("gpuspec33", 47, "fgd")]
    [TestCase("gpushare100", 51, "fgd")]
    [TestCase("multigpu50", 43, "gpu-packing")]
    [TestCase("cpu250", 44, "gpu-clustering")]
    [TestCase("gpuspec20", 45, "dot-product")]
    [TestCase("gpushare60", 46, "best-fit-cpu-gpu")]
    public void BothCurvesAreThePublishedOnes(string list, int seed, string name)
    {
        OpenbPolicy policy = OpenbPolicy.All.Single(known => known.Name == name);
        OpenbCurves curves = OpenbData.List(list).Run(policy, PolicyVariant.Artefact, seed);
        AssertEqual(curves.AllocatedPercent, "allo", list, policy, seed);
        AssertEqual(curves.FragmentedPercent, "frag", list, policy, seed);
    }

    [Test]
    public void TheTablesHaveAllRuns() => Assert.That(
        OpenbTable.Load(SharedData.Path(Tables + "allo_discrete.csv.gz")).Count, Is.EqualTo(17 * 6 * 10));

    // Values are printed with two decimals.
    private static void AssertEqual(
        IEnumerable<double> curve, string table, string list, OpenbPolicy policy, long seed) => Assert.That(
        curve,
        Is.EqualTo(OpenbTable.Load(SharedData.Path($"{Tables}{table}_discrete.csv.gz"))
            .Of("openb_pod_list_" + list, policy, seed)).Within(0.010001));
}
