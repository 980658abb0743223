using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Events;
using ClusterSim.Impact;
using ClusterSim.Impact.Cost;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Reports;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Impact;

/// <summary>
/// Two GPUs of 100 W, idle at 20 W, on a node of 50 W; a PUE of 1.5; 400 g, then 200 g from hour 2 on.
/// </summary>
public sealed class UserBillsTests
{
    private static readonly MetricsOptions s_options = new()
    {
        Prices = new PriceBook { GpuHour = PriceBook.Empty.Add("A100", new GpuPrice(4)) },
    };

    private static readonly Workload s_workload =
        new([Job("a", 0, 7200, "ann"), Job("b", 7200, 3600, "bob"), Job("c", 7200, 3600, "")]);

    private static readonly Platform s_platform = Model.Gpus(1, 2) with
    {
        Nodes = [Model.Gpus(1, 2).Nodes[0] with { GpuModel = "A100", BaseWatts = 50 }],
        GpuModels = [new GpuModel { Name = "A100", IdleWatts = 20, MaxWatts = 100 }],
    };

    private static readonly RunResult s_run = Run();

    [Test]
    public void EachUserPaysForWhatTheJobsHeldAndDrew()
    {
        // Ann holds a GPU for 2 h; nobody the other. Jobs alone pay for the node in the parts that they hold: 25 W.
        UserBill ann = UserBills.Of(s_run, s_options)[0];
        Assert.Multiple(() =>
        {
            Assert.That((ann.User, ann.Part, ann.Jobs), Is.EqualTo(("ann", BillPart.User, 1)));
            Assert.That(ann.HeldGpuHours, Is.EqualTo(2).Within(1e-12));
            Assert.That(ann.Cost, Is.EqualTo(8).Within(1e-12));
            Assert.That(ann.EnergyKwh, Is.EqualTo(2 * 0.125 * 1.5).Within(1e-12));
            Assert.That(ann.CarbonKg, Is.EqualTo(2 * 0.125 * 1.5 * 0.4).Within(1e-12));
            Assert.That(ann.PerUsefulGpuHour(ann.Cost), Is.EqualTo(4).Within(1e-12));
            // A100: 273 kg over 35,040 h.
            Assert.That(ann.EmbodiedKg, Is.EqualTo(273 * 2 / 35_040.0).Within(1e-12));
        });
    }

    [Test]
    public void TheRowsAddUpToTheRun()
    {
        var bills = UserBills.Of(s_run, s_options);
        RunMetrics metrics = RunMetrics.Of(s_run, s_options);
        Assert.Multiple(() =>
        {
            Assert.That(
                bills.Select(bill => bill.Part),
                Is.EqualTo(new[] { BillPart.User, BillPart.User, BillPart.Unnamed, BillPart.Unattributed }));
            Assert.That(bills.Sum(bill => bill.HeldGpuHours), Is.EqualTo(metrics.HeldGpuHours).Within(1e-9));
            Assert.That(bills.Sum(bill => bill.EnergyKwh), Is.EqualTo(s_run.Energy!.TotalKwh).Within(1e-9));
            Assert.That(bills.Sum(bill => bill.CarbonKg), Is.EqualTo(s_run.Carbon!.Total / 1000).Within(1e-9));
            Assert.That(bills.Sum(bill => bill.EmbodiedKg), Is.EqualTo(metrics.Carbon!.EmbodiedKg).Within(1e-9));
            Assert.That(bills.Sum(bill => bill.EnergyCost), Is.EqualTo(s_run.EnergyCost!.Total).Within(1e-9));
            Assert.That(bills.Sum(bill => bill.Cost ?? 0), Is.EqualTo(metrics.Cost).Within(1e-9));
            // What no job held, worked out by itself: an idle GPU and half a node for hours 0 to 2, times the PUE. The
            // two others hold both from hour 2 to 3.
            Assert.That(bills[^1].EnergyKwh, Is.EqualTo(2 * (0.020 + 0.025) * 1.5).Within(1e-12));
            Assert.That(bills[^1].CarbonKg, Is.EqualTo(2 * (0.020 + 0.025) * 1.5 * 0.4).Within(1e-12));
        });
    }

    [Test]
    public void WithoutPowerOrPricesThereAreOnlyHours()
    {
        var bills = UserBills.Of(Simulation.Run(s_run.Workload, Model.Gpus(1, 2), Policies.Fifo()));
        Assert.That(bills, Has.Length.EqualTo(3));
        Assert.That(bills.Select(bill => (bill.Cost, bill.EnergyKwh, bill.CarbonKg)), Has.All.EqualTo(
            ((double?)null, (double?)null, (double?)null)));
    }

    // A report is made from what a run left in its folder.
    [Test]
    public void OfARunThatWasReadBackTheRowsAreTheSame()
    {
        using ScratchFolder folder = new();
        using (ResultWriter writer = new(folder.Path, s_workload, s_platform))
        {
            writer.Finish(Run(writer));
        }

        var read = UserBills.Of(FinishedRun.Read(folder.Path).Result, s_options);
        Assert.That(
            read.Select(bill => bill.EnergyKwh), Is.EqualTo(UserBills.Of(s_run, s_options).Select(b => b.EnergyKwh)));
    }

    private static RunResult Run(ResultWriter? writer = null)
    {
        DateTimeOffset start = new(2020, 1, 6, 0, 0, 0, TimeSpan.Zero);
        SimulationOptions options = new()
        {
            Power = new PowerOptions { Pue = 1.5 },
            Signals = new RunSignals
            {
                Clock = new SignalClock(start),
                Carbon = new Signal(
                    "c", SignalKind.Average, "gCO2e/kWh", start, TimeSpan.FromHours(1), [400, 400, 200]),
                EnergyPrice = Signal.Constant("p", SignalKind.Price, "EUR/kWh", 0.2),
            },
        };
        IEventObserver[] observers = writer is null ? [] : [writer];
        return Simulation.Run(
            s_workload, s_platform, Policies.Fifo(), writer?.Metering(options) ?? options, observers);
    }

    private static Job Job(string id, double submit, double seconds, string user) =>
        Model.Job(id, submit, 1, seconds) is var job
            ? job with { Request = job.Request with { User = user } }
            : null!;
}
