using ClusterSim.Experiments.Openb;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Experiments.Openb;

/// <summary>
/// Where each of 10,866 pods goes, and how fragmented the cluster is after each, against the simulator that accompanies
/// the paper (hkust-adsl/kubernetes-scheduler-simulator, commit 8f3d641), seed 42.
/// </summary>
public sealed class OpenbPlacementTests
{
    private const int FirstClass = 6, Classes = 8;

    [TestCase("FGD", "fgd")]
    [TestCase("BestFit", "best-fit-cpu-gpu")]
    public void EveryPodGoesToThePublishedNodeAndGpu(string published, string policy)
    {
        OpenbList list = OpenbData.List("default");
        OpenbArrivals arrivals = OpenbArrivals.Of(list.Pods, list.Nodes, 42);
        ISchedulingPolicy ours =
            OpenbPolicy.All.Single(known => known.Name == policy).Create(list.Target, PolicyVariant.Artefact);
        IReadOnlyList<OpenbPoint> points = OpenbRun.Of(arrivals, list.Target, ours, seed: 42);
        string[] rows = OpenbData.Lines($"peers/fgd/placements/default_s42_{published}.csv.gz")[1..];
        Assert.That(points, Has.Count.EqualTo(rows.Length));
        for (int i = 0; i < rows.Length; i++)
        {
            string[] expected = rows[i].Split(',');
            Assert.That(Text(points[i], arrivals), Is.EqualTo(string.Join(',', expected[..FirstClass])));
            Assert.That(
                Numbers(points[i].Fragmentation),
                Is.EqualTo(expected[FirstClass..].Select(OpenbData.Number)).Within(0.0051), $"pod {i}");
        }

        Assert.That(rows[0].Split(','), Has.Length.EqualTo(FirstClass + Classes));
    }

    private static string Text(OpenbPoint point, OpenbArrivals arrivals)
    {
        var gpus = Enumerable.Range(0, 64).Where(gpu => (point.GpuMask >> gpu & 1) == 1);
        string node = point.Node < 0 ? "" : arrivals.Platform.Nodes[point.Node].Name;
        return string.Join(
            ',', point.Job, arrivals.Workload.Jobs[point.Job].Id, node, string.Join('-', gpus),
            point.ArrivedGpuMilli, point.AllocatedGpuMilli);
    }

    private static double[] Numbers(FragmentationClasses classes) =>
    [
        classes.LackBoth, classes.LackGpu, classes.Usable, classes.LackCpu, classes.NoGpuFits, classes.NoGpuLacksCpu,
        classes.NotAccepted, classes.Unusable,
    ];
}
