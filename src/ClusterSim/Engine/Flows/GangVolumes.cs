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
        return nodes > 1 && collective == Collective.Ring
            ? new GangVolumes(0, Factor(gang.Workers), 0, Hops(gang.Workers))
            : new GangVolumes(
                Factor(gang.MostWorkers), Factor(nodes), Hops(gang.MostWorkers), Hops(nodes));
    }

    private static double Factor(int members) => 2.0 * (members - 1) / members;

    private static int Hops(int members) => 2 * (members - 1);
}
