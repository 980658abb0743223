using ClusterSim.Workloads;

namespace ClusterSim.Engine.Flows;

/// <summary>
/// How much of the gradients each hop of a job's rings moves, and how many hops follow each other. A ring all-reduce
/// over K moves 2 (K - 1) / K of them over each hop in 2 (K - 1) steps (Patarasuk and Yuan 2009). The hierarchical form
/// adds up inside the nodes first and last, which together is one all-reduce there.
/// </summary>
internal readonly record struct GangVolumes(
    double InsideFactor, double BetweenFactor, int InsideHops, int BetweenHops)
{
    public static GangVolumes Of(GangShape gang, Collective collective)
    {
        int nodes = gang.Parts.Count;
        return IsFlat(collective, nodes)
            ? new GangVolumes(0, Factor(gang.Workers), 0, Hops(gang.Workers))
            : new GangVolumes(
                Factor(gang.MostWorkers),
                nodes > 1 && collective == Collective.Tree ? 1 : Factor(nodes),
                Hops(gang.MostWorkers),
                nodes > 1 && collective == Collective.Tree ? TreeHops(nodes) : Hops(nodes));
    }

    /// <summary>Whether the GPUs of all nodes form one ring.</summary>
    public static bool IsFlat(Collective collective, int nodes) => collective switch
    {
        Collective.Ring => nodes > 1,
        Collective.Tree => nodes == 2,
        _ => false,
    };

    private static double Factor(int members) => 2.0 * (members - 1) / members;

    // Up and down again.
    private static int TreeHops(int nodes) => 2 * (int)Math.Ceiling(Math.Log2(nodes));

    private static int Hops(int members) => 2 * (members - 1);
}
