using System.Globalization;
using System.IO.Compression;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Joules of each job as other simulators have them, on their own schedules.</summary>
public class PeerEnergyTests
{
    // ExaDigiT's RAPS: 90 to 280 W of CPU at 0.6, four GPUs of 88 to 560 W of which 2.5 are busy, 74.26 W of memory,
    // four disks of 20 W, a NIC of 30 W and 13 W of losses, all over an efficiency of 0.98.
    [Test]
    public void EveryJobOfRapsDrawsWhatRapsSays()
    {
        const double Efficiency = 0.98, Rest = 74.26 + (4 * 20) + 30 + 13;
        Node node = new()
        {
            Name = "n", CpuMilli = 1000, Gpus = 4, GpuModel = "g",
            Power = States((90 + Rest) / Efficiency, (90 + Rest) / Efficiency, (280 + Rest) / Efficiency),
        };
        Platform platform = new()
        {
            Name = "raps", Nodes = [.. Enumerable.Range(0, 128).Select(i => node with { Name = $"n{i}" })],
            GpuModels = [new GpuModel { Name = "g", IdleWatts = 88 / Efficiency, MaxWatts = 560 / Efficiency }],
        };
        string[][] rows = Rows(SharedData.Path("peers/raps/hpc2n300_fcfs-none.csv"));
        var jobs = rows.OrderBy(row => Number(row[3])).ToArray();
        RunResult run = Simulation.Run(
            new Workload(jobs.Select(RapsJob)), platform, Policies.Fifo(),
            new SimulationOptions { Power = new PowerOptions { CpuLoad = 0.6 } });

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs, Has.Length.EqualTo(299));
            for (int job = 0; job < jobs.Length; job++)
            {
                string id = run.Workload.Jobs[job].Id;
                string[] row = jobs.Single(candidate => candidate[0] == id);
                double joules = Number(row[7]);
                Assert.That(run.Jobs[job].StartTime.Seconds, Is.EqualTo(Number(row[3])), $"start of job {id}");
                Assert.That(run.Jobs[job].EnergyJoules, Is.EqualTo(joules).Within(1e-9 * joules), $"job {id}");
            }
        });
    }

    // Batsim 4.2.1, test_delays on four hosts: jobs that only wait do not load the host, which draws its idle 95 W.
    [Test]
    public void DelayJobsOfBatsimDrawIdlePower()
    {
        string[][] rows = Rows(SharedData.Path("peers/batsim/jobs/p-energywatcher_jobs.csv.gz"));
        RunResult run = Simulation.Run(
            new Workload(rows.Select(row => BatsimJob(row, start: true))), Hosts(4), Policies.Fifo(),
            new SimulationOptions { Power = new PowerOptions { CpuLoad = 0 } });

        Assert.That(
            run.Jobs.Select(job => job.EnergyJoules!.Value), Is.EqualTo(rows.Select(row => Number(row[15])))
                .Within(1e-9 * 950));
    }

    // Batsim 4.2.1 with energy_bf_idle_sleeper on two hosts: both are told to sleep at 30 s and to wake at 100 s, when
    // the second job comes; booting takes the 151.52 s of the platform file, and each job 5 s at full load on both.
    [Test]
    public void HostsOfBatsimSleepAndWakeAsInItsTranscript()
    {
        string[][] rows = Rows(SharedData.Path("peers/batsim/jobs/p-idlesleeper50_jobs.csv.gz"));
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(30, (_, plan) => plan.SetPower(0, NodePower.Asleep))
            .At(30, (_, plan) => plan.SetPower(1, NodePower.Asleep))
            .At(100, (_, plan) => plan.SetPower(0, NodePower.On))
            .At(100, (_, plan) => plan.SetPower(1, NodePower.On));
        RunResult run = Simulation.Run(
            new Workload(rows.Select(row => BatsimJob(row, start: false))), Hosts(2), policy,
            new SimulationOptions { Power = new PowerOptions() });

        EnergyUse energy = run.Energy!;
        Assert.Multiple(() =>
        {
            for (int job = 0; job < rows.Length; job++)
            {
                Assert.That(run.Jobs[job].StartTime.Seconds, Is.EqualTo(Number(rows[job][8])).Within(1e-6));
                Assert.That(
                    run.Jobs[job].EnergyJoules, Is.EqualTo(Number(rows[job][15])).Within(1e-9 * 1907.38), $"job {job}");
            }

            // Idle from 5 to 30 at 95 W, asleep from 36.1 to 100 at 9.75 W; 6.1 s down and 151.52 s up at the watts of
            // the virtual states, 100.99672 and 125.17438 W.
            Assert.That(
                energy.JoulesOf(PowerAccount.Idle), Is.EqualTo(2 * ((25 * 95) + (63.9 * 9.75))).Within(1e-4));
            Assert.That(
                energy.JoulesOf(PowerAccount.Overhead),
                Is.EqualTo(2 * ((6.1 * 100.99672131147543) + (151.52 * 125.1743848996832))).Within(1e-4));
        });
    }

    private static Platform Hosts(int count)
    {
        Platform all = Platform.Load(
            SharedData.Path("batsim/platforms/energy_platform_homogeneous_no_net_128.xml.gz"));
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

    private static Job RapsJob(string[] row)
    {
        Job job = Model.Job(row[0], Number(row[3]), (int)Number(row[1]), Number(row[5]));
        return job with
        {
            Request = job.Request with { PerInstance = new ResourceVector(CpuMilli: 1000, Gpus: 4) },
            Profile = job.Profile with { Phases = [new UtilizationPhase(TimeSpan.Zero, 625, PhaseKind.Compute)] },
        };
    }

    private static Job BatsimJob(string[] row, bool start)
    {
        Job job = Model.Job(row[0], Number(row[start ? 8 : 3]), (int)Number(row[4]), Number(row[9]));
        return job with { Request = job.Request with { PerInstance = new ResourceVector(CpuMilli: 1000) } };
    }

    private static string[][] Rows(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using StreamReader reader = new(content);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
