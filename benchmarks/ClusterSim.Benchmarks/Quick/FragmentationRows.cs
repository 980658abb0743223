using System.Globalization;
using ClusterSim.Benchmarks.Loads;
using ClusterSim.Engine;
using ClusterSim.Experiments.Openb;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// The experiment of "Beware of Fragmentation" on openb: one run of each policy, and all policies and seeds.
/// </summary>
internal static class FragmentationRows
{
    private const int FirstSeed = 42, Seeds = 10, Cores = 2;

    // The artefact's README states 10 minutes for a run on two processors.
    private const double GoalSeconds = 8, PeerSeconds = 600;

    public static IEnumerable<QuickRow> Measure()
    {
        const string folder = "alibaba-gpu-v2023/";
        if (SharedTraces.Find(folder + "openb_pod_list_default.csv.gz") is not { } pods
            || SharedTraces.Find(folder + "openb_node_list_gpu_node.csv") is not { } nodes)
        {
            yield break;
        }

        OpenbList list = OpenbList.Load(pods, nodes);
        OpenbArrivals arrivals = OpenbArrivals.Of(list.Pods, list.Nodes, FirstSeed);
        foreach (OpenbPolicy policy in OpenbPolicy.All)
        {
            yield return One(list, arrivals, policy);
        }

        Measurement all = Measurement.OfEach(1, () => RunAll(list))[0];
        double seconds = all.Cpu.TotalSeconds / Cores;
        yield return new QuickRow(
            Text($"openb inflated to 130 %, {OpenbPolicy.All.Length} policies x {Seeds} seeds with their curves"),
            Text($"FGD's simulator {PeerSeconds:N0} s for one run on {Cores} processors"),
            Text($"{seconds:0.0} s on {Cores} processors, {all.AllocatedBytes / 1e6:N0} MB"),
            seconds / PeerSeconds,
            Text($"<= {GoalSeconds} s"),
            seconds <= GoalSeconds);
    }

    private static QuickRow One(OpenbList list, OpenbArrivals arrivals, OpenbPolicy policy)
    {
        SimulationOptions options = new() { Horizon = arrivals.Workload.LastSubmit };
        Measurement[] cost = Measurement.OfEach(
            3,
            () => Simulation.Run(arrivals.Workload, arrivals.Platform, Policies.FifoSkip(), options),
            () => Simulation.Run(
                arrivals.Workload, arrivals.Platform, policy.Create(list.Target, PolicyVariant.Artefact), options));
        return new QuickRow(
            Text($"{policy.Name}, openb inflated to 130 %, {arrivals.Workload.Jobs.Length:N0} pods"),
            Text($"fifo-skip {cost[0].Cpu.TotalSeconds:0.000} s, {cost[0].AllocatedBytes / 1e6:0} MB"),
            Text($"{cost[1].Cpu.TotalSeconds:0.000} s, {cost[1].AllocatedBytes / 1e6:0} MB"),
            cost[1].Cpu / cost[0].Cpu,
            "",
            true);
    }

    private static void RunAll(OpenbList list)
    {
        for (int seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            OpenbArrivals arrivals = OpenbArrivals.Of(list.Pods, list.Nodes, seed);
            foreach (OpenbPolicy policy in OpenbPolicy.All)
            {
                list.Run(arrivals, policy, PolicyVariant.Artefact, seed);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
