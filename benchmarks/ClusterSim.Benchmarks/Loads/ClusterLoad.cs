using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// Jobs like those of a GPU cluster: Poisson arrivals at load 0.95, log-normal run times, gangs of 1 to 32 GPUs of
/// which most are small, and walltimes that overestimate by up to ten times.
/// </summary>
/// <param name="jobs">Number of jobs.</param>
/// <param name="nodes">Number of nodes.</param>
/// <param name="gpusEach">GPUs of each node.</param>
internal sealed class ClusterLoad(int jobs, int nodes, int gpusEach)
{
    private const double MedianRunSeconds = 600,
        RunSigma = 1.5;

    // Shares as published for GPU clusters: most jobs ask for one GPU (Jeon et al., ATC 2019; Weng et al., NSDI 2022).
    private static readonly (int Gpus, double Share)[] s_sizes =
    [
        (1, 0.70),
        (2, 0.10),
        (4, 0.08),
        (8, 0.08),
        (16, 0.03),
        (32, 0.01),
    ];

    /// <summary>GPU time that the jobs need over GPU time that passes.</summary>
    public double Load { get; init; } = 0.95;

    /// <summary>Most GPUs that an instance, which runs on one node, has: a power of two.</summary>
    public int GpusPerInstance { get; init; } = 1;

    public Platform Platform =>
        new()
        {
            Name = "nodes",
            Nodes =
            [
                .. Enumerable
                    .Range(0, nodes)
                    .Select(i => new Node
                    {
                        Name = $"node-{i}",
                        Gpus = gpusEach,
                        CpuLimited = false,
                    }),
            ],
        };

    public Platform Pool =>
        new()
        {
            Name = "pool",
            Nodes =
            [
                new Node
                {
                    Name = "pool",
                    Gpus = nodes * gpusEach,
                    CpuLimited = false,
                },
            ],
        };

    public Workload ToWorkload()
    {
        RandomStream random = new(1, "cluster-load");
        LogNormalDistribution runTime = new(MedianRunSeconds, RunSigma);
        double gpusPerJob = s_sizes.Sum(size => size.Gpus * size.Share);
        PoissonProcess arrivals = new(Load * nodes * gpusEach / (gpusPerJob * runTime.Mean));
        var made = new Job[jobs];
        double now = 0;
        for (int i = 0; i < jobs; i++)
        {
            now = arrivals.Next(now, random);
            made[i] = One(i, now, SimTime.Length(Math.Max(1, Math.Round(runTime.Sample(random)))), random);
        }

        return new Workload(made);
    }

    private Job One(int index, double submitSeconds, TimeSpan runTime, RandomStream random)
    {
        int gpus = Size(random.NextDouble()), each = Math.Min(gpus, GpusPerInstance);
        return new()
        {
            Id = index.ToString(CultureInfo.InvariantCulture),
            SubmitTime = SimTime.FromSeconds(Math.Round(submitSeconds)),
            Request = new JobRequest
            {
                Instances = gpus / each,
                PerInstance = new ResourceVector(Gpus: each),
                Walltime = runTime * (1 + random.NextInt(10)),
            },
            Profile = new JobProfile { RunTime = runTime },
        };
    }

    private static int Size(double uniform)
    {
        foreach ((int gpus, double share) in s_sizes)
        {
            uniform -= share;
            if (uniform < 0)
            {
                return gpus;
            }
        }

        return s_sizes[^1].Gpus;
    }
}
