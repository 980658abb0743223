using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Openb;

/// <summary>
/// The inflated workload of "Beware of Fragmentation" (USENIX ATC 2023, section 6.1): the pods of a list in a shuffled
/// order, with pods drawn again and appended, or drawn and removed, until they ask a given share of the cluster's GPUs
/// in all; they come one by one and never leave. Seed by seed the order is that of the paper's simulator.
/// </summary>
/// <param name="Workload">The pods, one a second.</param>
/// <param name="Platform">The nodes in the order in which ties go: by the random numbers that the simulator puts before
/// their names.</param>
internal sealed record OpenbArrivals(Workload Workload, Platform Platform)
{
    // Drawn between the pods and the nodes, presumably as jitter of informers that start up; found by search.
    private const int DrawsBetween = 10;

    private static readonly TimeSpan s_never = TimeSpan.FromDays(3_650);

    /// <summary>The arrivals of a seed.</summary>
    /// <param name="pods">The pods of the list.</param>
    /// <param name="nodes">The nodes that have GPUs.</param>
    /// <param name="seed">Seed of the artefact's experiment.</param>
    /// <param name="demand">GPU share that the pods ask in all, over that of the nodes.</param>
    public static OpenbArrivals Of(Workload pods, Platform nodes, long seed, double demand = 1.3)
    {
        GoRandom random = new(seed);
        random.NextInt63();
        Job[] named = [.. pods.Jobs.OrderBy(pod => pod.Id, StringComparer.Ordinal)];
        List<Job> arriving = [.. named];
        random.Shuffle(arriving);
        Inflate(arriving, named, demand * nodes.Nodes.Sum(node => node.Gpus * 1000L), random);
        for (int i = 0; i < DrawsBetween; i++)
        {
            random.NextInt63();
        }

        return new OpenbArrivals(new Workload(arriving.Select(At)), Numbered(nodes, random));
    }

    private static void Inflate(List<Job> arriving, Job[] named, double target, GoRandom random)
    {
        long total = arriving.Sum(pod => pod.Request.TotalGpuMilli);
        if (total > target)
        {
            Thin(arriving, total, target, random);
            return;
        }

        for (int clone = 0; ; clone++)
        {
            Job drawn = named[random.NextInt(named.Length)];
            ResourceVector each = drawn.Request.PerInstance;
            // The simulator looks at one GPU of the pod only.
            if (total + (each.Gpus == 0 ? 0 : each.GpuMilli) > target)
            {
                return;
            }

            arriving.Add(drawn with { Id = string.Create(CultureInfo.InvariantCulture, $"{drawn.Id}-tuned-{clone}") });
            total += drawn.Request.TotalGpuMilli;
        }
    }

    private static void Thin(List<Job> arriving, long total, double target, GoRandom random)
    {
        while (total > target)
        {
            int drawn = random.NextInt(arriving.Count);
            total -= arriving[drawn].Request.TotalGpuMilli;
            arriving.RemoveAt(drawn);
        }
    }

    private static Job At(Job pod, int second) => new()
    {
        Id = pod.Id,
        SubmitTime = SimTime.FromSeconds(second),
        Request = pod.Request,
        Profile = new JobProfile { RunTime = s_never },
    };

    private static Platform Numbered(Platform nodes, GoRandom random)
    {
        Node[] named = [.. nodes.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal)];
        int[] numbers = random.Permutation(named.Length);
        return nodes with
        {
            Nodes =
            [
                .. named.Select((node, i) => node with { Name = Prefixed(node, numbers[i]) })
                    .OrderBy(node => node.Name, StringComparer.Ordinal),
            ],
        };
    }

    private static string Prefixed(Node node, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:D4}-{node.Name}");
}
