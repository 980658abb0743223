using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Scaling;

/// <summary>How fast a job is with each number of replicas, and what they draw.</summary>
internal sealed class ScalingCurve
{
    /// <summary>A curve.</summary>
    /// <param name="throughput">Work done in a second with 0, 1, 2, ... replicas; the first is 0.</param>
    /// <param name="power">Power with as many replicas; empty when each draws the same.</param>
    /// <param name="least">Fewest replicas with which the job runs.</param>
    public ScalingCurve(ImmutableArray<double> throughput, ImmutableArray<double> power = default, int least = 1)
    {
        Throughput = throughput;
        Power = power.IsDefaultOrEmpty ? [.. Enumerable.Range(0, throughput.Length).Select(n => (double)n)] : power;
        Least = least;
    }

    /// <summary>Work done in a second by number of replicas.</summary>
    public ImmutableArray<double> Throughput { get; }

    /// <summary>Power by number of replicas.</summary>
    public ImmutableArray<double> Power { get; }

    /// <summary>Fewest replicas with which the job runs.</summary>
    public int Least { get; }

    /// <summary>Most replicas.</summary>
    public int Most => Throughput.Length - 1;

    /// <summary>The next larger number of replicas.</summary>
    public int After(int replicas) => Math.Max(replicas + 1, Least);

    /// <summary>
    /// Energy for each unit of work that the next replica adds; infinite where there is none or it adds nothing.
    /// </summary>
    public double MarginalEnergy(int replicas)
    {
        int next = After(replicas);
        double gain = next <= Most ? Throughput[next] - Throughput[replicas] : 0;
        return gain > 0 ? (Power[next] - Power[replicas]) / gain : double.PositiveInfinity;
    }
}
