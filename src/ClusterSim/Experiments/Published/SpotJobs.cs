using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// High-priority and spot jobs that stand in for the job list of Alibaba's spot trace, of which only four rows are
/// public: organizations with busy hours of their own, gangs of 1 to 64 GPUs, run times whose 90th and 99th percentile
/// are the published ones.
/// </summary>
/// <param name="platform">The cluster, for its load.</param>
/// <param name="seed">Seed of all that is drawn.</param>
internal sealed class SpotJobs(Platform platform, long seed)
{
    /// <summary>Days in which jobs are submitted; those of the first week only fill the cluster.</summary>
    public const int Days = 21, DaysOfFilling = 7;

    private const int Organizations = 20;
    private const double HighLoad = 0.6, SpotLoad = 0.35, HoursOfDay = 24;
    private const double Hours90 = 6.4, Hours99 = 19.8 * HoursOfDay, LongestHours = 72, ShortestHours = 1.0 / 60;
    private static readonly double[] s_gpus = [1, 2, 4, 8, 16, 32, 64];
    private static readonly double[] s_shares = [0.40, 0.10, 0.14, 0.26, 0.06, 0.03, 0.01];

    private readonly RandomStream _random = new(seed, "spot-jobs");

    /// <summary>The jobs.</summary>
    public Workload Draw()
    {
        List<Job> jobs = [];
        double capacity = platform.TotalGpus * Days * HoursOfDay;
        AddUpTo(jobs, HighLoad * capacity, high: true);
        AddUpTo(jobs, SpotLoad * capacity, high: false);
        return new Workload(jobs);
    }

    private void AddUpTo(List<Job> jobs, double gpuHours, bool high)
    {
        for (double work = 0; work < gpuHours;)
        {
            int gpus = (int)s_gpus[Pick(s_shares)];
            double hours = RunHours();
            work += gpus * hours;
            jobs.Add(Make($"{(high ? "hp" : "spot")}-{jobs.Count}", gpus, hours, high));
        }
    }

    private Job Make(string id, int gpus, double hours, bool high)
    {
        // The k-th organization has a share of 1/k.
        int organization = Pick([.. Enumerable.Range(1, Organizations).Select(rank => 1.0 / rank)]);
        int perNode = Math.Min(gpus, 8);
        return new Job
        {
            Id = id,
            SubmitTime = SimTime.FromSeconds(Math.Floor(3600 * SubmitHour(organization, high))),
            Request = new JobRequest
            {
                Instances = gpus / perNode,
                PerInstance = new ResourceVector(Gpus: perNode),
                User = $"org-{organization:00}",
                Priority = high ? 1 : 0,
            },
            Profile = new JobProfile { RunTime = SimTime.Length(Math.Round(3600 * hours)) },
        };
    }

    // High-priority jobs come five times as often in the busiest hour as in the quietest; organizations are out of step
    // by up to eight hours.
    private double SubmitHour(int organization, bool high)
    {
        while (true)
        {
            double hour = _random.NextDouble() * Days * HoursOfDay;
            double busy = 1 + ((2.0 / 3) * Math.Cos(2 * Math.PI * (hour - 14 - (organization % 9)) / HoursOfDay));
            if (!high || _random.NextDouble() * 5.0 / 3 < busy)
            {
                return hour;
            }
        }
    }

    private double RunHours()
    {
        double deviation = Math.Log(Hours99 / Hours90) / (Normal.InvCDF(0, 1, 0.99) - Normal.InvCDF(0, 1, 0.9));
        double mean = Math.Log(Hours90) - (Normal.InvCDF(0, 1, 0.9) * deviation);
        double hours = Math.Exp(mean + (deviation * Normal.InvCDF(0, 1, Math.Max(1e-12, _random.NextDouble()))));
        return Math.Clamp(hours, ShortestHours, LongestHours);
    }

    private int Pick(double[] weights)
    {
        double left = _random.NextDouble() * weights.Sum();
        int index = 0;
        while (index < weights.Length - 1 && left >= weights[index])
        {
            left -= weights[index++];
        }

        return index;
    }
}
