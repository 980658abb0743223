using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Runs a detector over a stream, afresh after each alarm, as river's tests do.</summary>
internal static class Alarms
{
    public static int[] Of(IChangeDetector detector, double[] stream)
    {
        List<int> alarms = [];
        for (int i = 0; i < stream.Length; i++)
        {
            if (detector.Observe(stream[i]))
            {
                alarms.Add(i);
                detector.Reset();
            }
        }

        return [.. alarms];
    }
}
