using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tables;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Reports;

/// <summary>The power of a run over time, in the two tables that have it.</summary>
public sealed class PowerRecorderTests
{
    private const double Pue = 1.5;

    private static readonly SleepState s_sleep = new()
    {
        Watts = 20, SwitchOffTime = TimeSpan.FromSeconds(2), SwitchOffWatts = 300,
        SwitchOnTime = TimeSpan.FromSeconds(4), SwitchOnWatts = 400,
    };

    // Where power is accounted for, the series has all accounts: the facility (PUE 1.5), and nodes that sleep. SmallRun
    // draws 100 + 2 · 50 + 0.46 · 200 = 292 W from 2 s to 3 s, 438 with the facility; nothing of it ever sleeps.
    [Test]
    public void TheSeriesHasThePowerOfTheAccounts()
    {
        using ScratchFolder folder = new();
        RunResult run = Write(folder.Path, SmallRun.Workload, Policies.Fifo());
        FinishedRun read = FinishedRun.Read(folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(read.Series.Bins[2].PowerWatts, Is.EqualTo(Pue * 292).Within(1e-9));
            Assert.That(
                read.Series.Bins.Sum(bin => bin.PowerWatts!.Value * (bin.End - bin.Start).TotalSeconds),
                Is.EqualTo(run.Energy!.TotalJoules).Within(1e-6));
        });
    }

    // One node that is busy until 10 s and from 20,000 to 20,010 s: it sleeps in between, at 20 W, and the steps double
    // to 16 s. Both tables have the same steps and the same power in each.
    [Test]
    public void BothTablesAgreeStepByStepWhenNodesSleepAndStepsDouble()
    {
        using ScratchFolder folder = new();
        Write(
            folder.Path, Model.Jobs(("a", 0, 1, 10), ("b", 20_000, 1, 10)),
            PolicyCatalog.Create(
                "idle-shutdown", new Dictionary<string, string> { ["base"] = "fifo", ["idle-time"] = "5s" }));
        var series = FinishedRun.Read(folder.Path).Series.Bins;
        List<(SimTime Start, SimTime End, double Watts)> power = [];
        using (FileStream file = File.OpenRead(Path.Combine(folder.Path, "power.csv")))
        using (CsvTableReader row = new(file, "power.csv"))
        {
            row.Select(["start_time", "end_time", "total_watts"]);
            while (row.Read())
            {
                power.Add((row.Time(0), row.Time(1), row.NumberOrNull(2)!.Value));
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(
                series.Select(bin => (bin.Start, bin.End, bin.PowerWatts!.Value)), Is.EqualTo(power));
            Assert.That(power[100].End - power[100].Start, Is.EqualTo(TimeSpan.FromSeconds(16)));
            Assert.That(power[100].Watts, Is.EqualTo(Pue * 20).Within(1e-9));
        });
    }

    private static RunResult Write(
        string folder, Workload workload, ISchedulingPolicy policy)
    {
        using ResultWriter writer = new(folder, workload, SmallRun.Platform);
        SimulationOptions options = new() { Power = new PowerOptions { Pue = Pue, Sleep = s_sleep } };
        RunResult run = Simulation.Run(workload, SmallRun.Platform, policy, writer.Metering(options), writer);
        writer.Finish(run);
        return run;
    }
}
