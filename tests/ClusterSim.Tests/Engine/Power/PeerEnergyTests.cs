using System.Globalization;
using System.IO.Compression;
using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>
/// Joules of jobs and of what nobody holds on another simulator's schedule; the study <c>energy</c> has more of them.
/// </summary>
public class PeerEnergyTests
{
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
            new Workload(rows.Select(BatsimJob)), Hosts(2), policy,
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

    private static Job BatsimJob(string[] row)
    {
        Job job = Model.Job(row[0], Number(row[3]), (int)Number(row[4]), Number(row[9]));
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
