namespace ClusterSim.Tests.Engine.Flows;

/// <summary>
/// Max-min fair rates by the text of the definition: again and again look for the link, or the cap, that stops flows
/// first, over all links and all flows. Quadratic and without state.
/// </summary>
internal static class NaiveFairShares
{
    public static double[] Rates(
        double[] capacity, (double Weight, double Cap, (int Link, double Part)[] Path)[] flows)
    {
        double[] rate = new double[flows.Length];
        bool[] stopped = new bool[flows.Length];
        while (stopped.Contains(false))
        {
            double level = double.PositiveInfinity;
            for (int link = 0; link < capacity.Length; link++)
            {
                double left = capacity[link], weight = 0;
                for (int flow = 0; flow < flows.Length; flow++)
                {
                    double part = PartOf(flows[flow].Path, link);
                    left -= stopped[flow] ? part * rate[flow] : 0;
                    weight += stopped[flow] ? 0 : part * flows[flow].Weight;
                }

                level = weight > 0 ? Math.Min(level, Math.Max(left, 0) / weight) : level;
            }

            for (int flow = 0; flow < flows.Length; flow++)
            {
                level = stopped[flow] ? level : Math.Min(level, flows[flow].Cap / flows[flow].Weight);
            }

            StopAt(level, capacity, flows, rate, stopped);
        }

        return rate;
    }

    private static void StopAt(
        double level, double[] capacity, (double Weight, double Cap, (int Link, double Part)[] Path)[] flows,
        double[] rate, bool[] stopped)
    {
        bool[] before = [.. stopped];
        for (int flow = 0; flow < flows.Length; flow++)
        {
            double reached = level * flows[flow].Weight;
            if (!before[flow] && (reached >= flows[flow].Cap * (1 - 1e-12)
                || flows[flow].Path.Any(use => IsFull(use.Link, level, capacity, flows, rate, before))))
            {
                (rate[flow], stopped[flow]) = (Math.Min(reached, flows[flow].Cap), true);
            }
        }
    }

    private static bool IsFull(
        int link, double level, double[] capacity,
        (double Weight, double Cap, (int Link, double Part)[] Path)[] flows, double[] rate, bool[] stopped)
    {
        double used = flows.Select((flow, i) =>
            PartOf(flow.Path, link) * (stopped[i] ? rate[i] : level * flow.Weight)).Sum();
        return used >= capacity[link] * (1 - 1e-12);
    }

    private static double PartOf((int Link, double Part)[] path, int link) =>
        path.Where(use => use.Link == link).Sum(use => use.Part);
}
