namespace ClusterSim.Scheduling.Policies.Themis;

/// <summary>
/// The partial allocation mechanism (Cole, Gkatzelis and Goel, EC 2013) for jobs that take all their GPUs or none: the
/// winners make the product of all valuations greatest, and each pays by how much its presence lowers the others'
/// product, so that it gains nothing by overstating what it needs.
/// </summary>
internal static class PartialAllocation
{
    /// <summary>The winners, by their place among the bids, each with the part that it keeps, above 0 to 1.</summary>
    /// <param name="bids">The bids.</param>
    /// <param name="gpus">GPUs on offer.</param>
    public static SortedDictionary<int, double> Solve(IReadOnlyList<ThemisBid> bids, int gpus)
    {
        (List<int> winners, double all) = Best(bids, gpus, without: -1);
        SortedDictionary<int, double> kept = [];
        foreach (int winner in winners)
        {
            double othersNow = all - bids[winner].Gain;
            double othersAlone = Best(bids, gpus, winner).Gain;
            kept.Add(winner, Math.Min(Math.Exp(othersNow - othersAlone), 1));
        }

        return kept;
    }

    /// <summary>The set of greatest total gain: a knapsack, solved exactly; earlier bids go first.</summary>
    private static (List<int> Winners, double Gain) Best(IReadOnlyList<ThemisBid> bids, int gpus, int without)
    {
        int most = (int)Math.Min(gpus, bids.Sum(bid => (long)bid.Gpus));
        double[] gain = new double[most + 1];
        bool[][] taken = new bool[bids.Count][];
        for (int at = bids.Count - 1; at >= 0; at--)
        {
            taken[at] = new bool[most + 1];
            int needed = at == without || bids[at].Gain <= 0 ? int.MaxValue : bids[at].Gpus;
            for (int left = most; left >= needed; left--)
            {
                double with = gain[left - needed] + bids[at].Gain;
                if (with >= gain[left])
                {
                    (gain[left], taken[at][left]) = (with, true);
                }
            }
        }

        List<int> winners = [];
        for (int at = 0, left = most; at < bids.Count; at++)
        {
            if (taken[at][left])
            {
                winners.Add(at);
                left -= bids[at].Gpus;
            }
        }

        return (winners, gain[most]);
    }
}
