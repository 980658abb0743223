namespace ClusterSim.Benchmarks.Quick;

/// <summary>What an action costs: the least of some rounds.</summary>
/// <param name="Cpu">Processor time of the process; what other processes use does not count.</param>
/// <param name="AllocatedBytes">Bytes allocated in the cheapest round.</param>
internal readonly record struct Measurement(TimeSpan Cpu, long AllocatedBytes)
{
    /// <summary>Measures actions turn by turn, so that a change of the machine's speed meets all of them.</summary>
    public static Measurement[] OfEach(int rounds, params Action[] actions)
    {
        var best = new Measurement[actions.Length];
        Array.Fill(best, new Measurement(TimeSpan.MaxValue, 0));
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                Measurement now = Of(actions[i]);
                best[i] = now.Cpu < best[i].Cpu ? now : best[i];
            }
        }

        return best;
    }

    /// <summary>Measures actions turn by turn, and takes the median of each.</summary>
    public static Measurement[] MedianOfEach(int rounds, params Action[] actions)
    {
        var all = new Measurement[actions.Length][];
        for (int i = 0; i < actions.Length; i++)
        {
            all[i] = new Measurement[rounds];
        }

        for (int turn = 0; turn < rounds * actions.Length; turn++)
        {
            int action = turn % actions.Length;
            all[action][turn / actions.Length] = Of(actions[action]);
        }

        return [.. all.Select(costs => costs.OrderBy(cost => cost.Cpu).ElementAt(rounds / 2))];
    }

    private static Measurement Of(Action action)
    {
        GC.Collect();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        TimeSpan cpu = Environment.CpuUsage.TotalTime - before;
        return new Measurement(cpu, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }
}
