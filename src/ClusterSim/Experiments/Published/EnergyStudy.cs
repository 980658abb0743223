using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Joules of jobs as RAPS and Batsim have them, and the watts of SimGrid's documented host.</summary>
internal static class EnergyStudy
{
    private const string RapsFile = "peers/raps/hpc2n300_fcfs-none.csv";
    private const string DelayFile = "peers/batsim/jobs/p-energywatcher_jobs.csv.gz";
    private const string SleeperFile = "peers/batsim/jobs/p-idlesleeper50_jobs.csv.gz";
    private const string HostsFile = "batsim/platforms/energy_platform_homogeneous_no_net_128.xml.gz";
    private const double Within = 1e-9, Efficiency = 0.98;

    private static readonly ResourceVector s_core = new(CpuMilli: 1000);

    // RAPS' own report of the run: hpc2n300_fcfs-none.stats.json.
    private static readonly (string Metric, double Joules)[] s_rapsReport =
        [("min_energy (J)", 27618.0), ("avg_energy (J)", 434939282.170137), ("max_energy (J)", 4767182434.284701)];

    // Watts of a host of 4 cores, "100:120:200", with 0 to 4 of them busy.
    private static readonly double[] s_simGridWatts = [100, 140, 160, 180, 200];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "energy",
        Title = "Energy of jobs, hosts and sleeping hosts",
        Source =
            "ExaDigiT/RAPS, commit 6c142bf (energy of each job, and its report of the run); Batsim 4.2.1 with "
            + "batsched 1.4.0 (`consumed_energy` of its job files); SimGrid's documentation, host energy plugin",
        Protocol =
            "RAPS: its 299 finished jobs begin when they began there, on 128 nodes of the watts of its model: 90 to "
            + "280 W of CPU at 0.6, four GPUs of 88 to 560 W of which 2.5 are busy, 74.26 W of memory, four disks of "
            + "20 W, a NIC of 30 W and 13 W of losses, all over an efficiency of 0.98. Batsim, delay jobs: ten jobs "
            + "that load no core, on four hosts of 95 W. Batsim, sleeping hosts: two hosts under "
            + "`energy_bf_idle_sleeper`, which sends them to sleep 25 s after their first job; here `idle-shutdown` "
            + "with `idle-time` 25 s does. They wake for the second job in the 151.52 s of the platform file. SimGrid: "
            + "one to four jobs of one core on a host of 4 cores, and a job that loads none.",
        Data =
        [
            new(RapsFile, "a run of ExaDigiT/RAPS on 300 jobs of HPC2N-2002-2.2-cln, policy fcfs without backfilling"),
            new(DelayFile, "a run of Batsim: test_delays, energy_watcher, four hosts"),
            new(SleeperFile, "a run of Batsim: test_energy_minimal_load50, energy_bf_idle_sleeper, two hosts"),
            new(HostsFile, "gitlab.inria.fr/batsim/batsim, platforms/energy_platform_homogeneous_no_net_128.xml"),
        ],
        Rows = data => [.. Raps(data), .. Delays(data), .. Sleeper(data), .. SimGrid()],
    };

    private static IEnumerable<PublishedRow> Raps(StudyData data)
    {
        const string Where = "RAPS, 128 nodes of 4 GPUs";
        PeerJob[] jobs = PeerJob.Read(
            data.PathOf(RapsFile), "job_id", "start", "num_nodes", "runtime", "energy_j");
        RunResult run = Run(
            jobs.Select(job => job.ToJob(new ResourceVector(CpuMilli: 1000, Gpus: 4), gpuPermille: 625)),
            RapsNodes(), Policies.Fifo(), cpuLoad: 0.6);
        double[] joules = [.. run.Jobs.Select(job => job.EnergyJoules!.Value)];
        double[] ours = [joules.Min(), joules.Average(), joules.Max()];
        return
        [
            .. Jobs(Where, jobs, run),
            .. s_rapsReport.Select((row, i) => Row(row.Metric, Where, row.Joules, ours[i])),
        ];
    }

    private static IEnumerable<PublishedRow> Delays(StudyData data)
    {
        PeerJob[] jobs = Batsim(data.PathOf(DelayFile), "starting_time");
        RunResult run = Run(jobs.Select(job => job.ToJob(s_core)), Hosts(data, 4), Policies.Fifo(), cpuLoad: 0);
        return Jobs("Batsim, delay jobs", jobs, run);
    }

    private static IEnumerable<PublishedRow> Sleeper(StudyData data)
    {
        const string Where = "Batsim, sleeping hosts";
        PeerJob[] jobs = Batsim(data.PathOf(SleeperFile), "submission_time");
        PeerJob[] started = Batsim(data.PathOf(SleeperFile), "starting_time");
        ISchedulingPolicy policy = PolicyCatalog.Create(
            "idle-shutdown",
            ImmutableSortedDictionary<string, string>.Empty.Add("base", "fifo").Add("idle-time", "25s"));
        RunResult run = Run(jobs.Select(job => job.ToJob(s_core)), Hosts(data, 2), policy);
        return
        [
            .. Jobs(Where, jobs, run),
            Row("start of the second job (s)", Where, started[1].Begin, run.Jobs[1].StartTime.Seconds),
        ];
    }

    private static IEnumerable<PublishedRow> SimGrid()
    {
        Platform host = new()
        {
            Name = "host",
            Nodes = [new Node { Name = "h", CpuMilli = 4000, Power = States(100, 120, 200) }],
        };
        for (int busy = 0; busy < s_simGridWatts.Length; busy++)
        {
            var jobs = Enumerable.Range(0, Math.Max(busy, 1))
                .Select(i => new PeerJob(i.ToString(CultureInfo.InvariantCulture), 0, 1, 10, 0).ToJob(s_core));
            RunResult run = Run(jobs, host, Policies.Fifo(), cpuLoad: busy > 0 ? 1 : 0);
            string where = string.Create(CultureInfo.InvariantCulture, $"SimGrid, 100:120:200 W, {busy} of 4 cores");
            yield return Row("power (W)", where, s_simGridWatts[busy], run.Energy!.MeanWatts);
        }
    }

    private static IEnumerable<PublishedRow> Jobs(string where, PeerJob[] jobs, RunResult run)
    {
        double[] ours = [.. run.Jobs.Select(job => job.EnergyJoules!.Value)];
        var theirs = jobs.ToDictionary(job => job.Id, job => job.Joules, StringComparer.Ordinal);
        int equal = run.Workload.Jobs.Zip(ours)
            .Count(job => Math.Abs(job.Second - theirs[job.First.Id]) <= Within * theirs[job.First.Id]);
        yield return new PublishedRow
        {
            Metric = "jobs of equal energy", Where = where, Published = jobs.Length, Obtained = equal,
            Tolerance = Tolerance.Exact("equal within 1e-9 of the job's energy"),
        };
        yield return Row("energy of all jobs (J)", where, theirs.Values.Sum(), ours.Sum());
    }

    private static RunResult Run(
        IEnumerable<Job> jobs, Platform platform, ISchedulingPolicy policy, double cpuLoad = 1) =>
        Simulation.Run(
            new Workload(jobs), platform, policy,
            new SimulationOptions { Power = new PowerOptions { CpuLoad = cpuLoad } });

    private static PeerJob[] Batsim(string path, string begin) => PeerJob.Read(
        path, "job_id", begin, "requested_number_of_resources", "execution_time", "consumed_energy");

    private static Platform RapsNodes()
    {
        const double Rest = 74.26 + (4 * 20) + 30 + 13;
        double idle = (90 + Rest) / Efficiency, full = (280 + Rest) / Efficiency;
        return new Platform
        {
            Name = "raps",
            Nodes =
            [
                .. Enumerable.Range(0, 128).Select(i => new Node
                {
                    Name = $"n{i}", CpuMilli = 1000, Gpus = 4, GpuModel = "gpu", Power = States(idle, idle, full),
                }),
            ],
            GpuModels = [new GpuModel { Name = "gpu", IdleWatts = 88 / Efficiency, MaxWatts = 560 / Efficiency }],
        };
    }

    private static Platform Hosts(StudyData data, int count)
    {
        Platform all = Platform.Load(data.PathOf(HostsFile));
        return all with
        {
            Nodes = [.. Enumerable.Range(0, count).Select(i => all.Nodes.Single(node => node.Name == $"host{i}"))],
        };
    }

    private static PowerModel States(double idle, double epsilon, double full) => new()
    {
        States =
        [
            new PowerState { SpeedGflops = 1, IdleWatts = idle, EpsilonWatts = epsilon, FullWatts = full },
        ],
    };

    private static PublishedRow Row(string metric, string where, double published, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Relative(Within, "a sum of doubles in another order"),
    };
}
