using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Analytic;

/// <summary>
/// A queueing station: Poisson arrivals, independent service times, equal servers. A server is a GPU.
/// </summary>
/// <param name="Servers">Number of servers.</param>
/// <param name="Load">Offered load of each server, below 1.</param>
/// <param name="Service">Service time in seconds; mean 1.</param>
internal sealed record StationModel(int Servers, double Load, IDistribution Service)
{
    public Platform Platform =>
        new()
        {
            Name = "station",
            Nodes =
            [
                .. Enumerable
                    .Range(0, Servers)
                    .Select(i => new Node
                    {
                        Name = $"server-{i}",
                        Gpus = 1,
                        CpuLimited = false,
                    }),
            ],
        };

    /// <summary>Jobs of one replication; every replication has streams of its own.</summary>
    public Workload Jobs(int count, int replication)
    {
        RandomStream arrivals = new(replication, "arrivals"),
            services = new(replication, "services");
        PoissonProcess process = new(Load * Servers);
        var jobs = new Job[count];
        double now = 0;
        for (int i = 0; i < count; i++)
        {
            now = process.Next(now, arrivals);
            TimeSpan service = SimTime.Length(Service.Sample(services));
            jobs[i] = new Job
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                SubmitTime = SimTime.FromSeconds(now),
                Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1), Walltime = service },
                Profile = new JobProfile { RunTime = service },
            };
        }

        return new Workload(jobs);
    }
}
