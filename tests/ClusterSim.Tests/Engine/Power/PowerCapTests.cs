using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Limits on the power of GPUs: by hand, and against the measurements of Zeus.</summary>
public class PowerCapTests
{
    // A V100 that draws 250 W, limited to 125 W: x = 0.5, where the measured medians are 0.675 of the speed and 0.464
    // of the power. 100 s of work take 100 / 0.675 = 148.148 s at 116 W.
    [Test]
    public void ALimitedJobIsSlowerAndDrawsLess()
    {
        ScriptedPolicy policy = new ScriptedPolicy().At(0, (_, plan) => plan.CapPower(0, 125));
        RunResult run = Run(Model.Job("a", 0, 1, 100), policy);

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(100 / 0.675).Within(1e-6));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(116 * 100 / 0.675).Within(1e-3));
        });
    }

    // Limited from 50 on, when half of the work is done; lifted at 124.0741, when another 50 · 0.675... is done:
    // 50 s at full speed, 40 s at 0.675 (27 s of work), 23 s at full speed.
    [Test]
    public void ALimitCountsWhileItHolds()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(50, (_, plan) => plan.CapPower(0, 125))
            .At(90, (_, plan) => plan.CapPower(0, null));
        RunResult run = Run(Model.Job("a", 0, 1, 100), policy);

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(50 + 40 + 23).Within(1e-6));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo((73 * 250) + (40 * 116)).Within(1e-3));
        });
    }

    // 50 s of work at 35 + 0.2 · 215 = 78 W, which a limit of 125 W does not touch, then 50 s at 250 W.
    [Test]
    public void ALimitAboveWhatIsDrawnChangesNothingUntilTheJobGetsBusy()
    {
        Job job = Model.Job("a", 0, 1, 100);
        job = job with
        {
            Profile = job.Profile with
            {
                Phases =
                [
                    new UtilizationPhase(TimeSpan.Zero, 200, PhaseKind.DataLoading),
                    new UtilizationPhase(TimeSpan.FromSeconds(50), 1000, PhaseKind.Compute),
                ],
            },
        };
        RunResult run = Run(job, new ScriptedPolicy().At(0, (_, plan) => plan.CapPower(0, 125)));

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(50 + (50 / 0.675)).Within(1e-6));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo((50 * 78) + (116 * 50 / 0.675)).Within(1e-3));
        });
    }

    [Test]
    public void TheImpossibleIsRefused()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(0, (_, plan) => plan.CapPower(0, 0))
            .At(0, (_, plan) => plan.CapPower(0, double.NaN))
            .At(0, (_, plan) => plan.CapPower(5, 100));
        Run(Model.Job("a", 0, 1, 100), policy);

        Assert.That(policy.Answers, Is.EqualTo(new[]
        {
            RefusalReason.ImpossibleCap, RefusalReason.ImpossibleCap, RefusalReason.UnknownJob,
        }));
    }

    // Every measured configuration of Zeus as a job of its own measured power, run at each measured limit: the median
    // speed and energy of the simulated runs against the medians of the measurements. The curves know half of the
    // configurations, and nothing of a limit in watts.
    [TestCase("v100", 125, 0.853, 0.796)]
    [TestCase("v100", 150, 0.899, 0.806)]
    [TestCase("v100", 175, 0.941, 0.845)]
    [TestCase("rtx6000", 125, 0.821, 0.795)]
    [TestCase("rtx6000", 150, 0.909, 0.778)]
    public void MediansOfZeusComeOut(string gpu, int limit, double speed, double energy)
    {
        (double Speed, double Energy) found = ZeusRuns.Medians(gpu, limit);

        Assert.Multiple(() =>
        {
            Assert.That(found.Speed, Is.EqualTo(speed).Within(0.05 * speed));
            Assert.That(found.Energy, Is.EqualTo(energy).Within(0.07 * energy));
        });
    }

    // The half of the configurations that the curves do not know.
    [TestCase("v100", 0.041)]
    [TestCase("a40", 0.048)]
    [TestCase("rtx6000", 0.045)]
    public void TheMeanErrorOfTheSpeedIsAsStated(string gpu, double error) =>
        Assert.That(ZeusRuns.MeanSpeedError(gpu), Is.LessThan(error));

    [TestCase("v100", "V100-16GB")]
    [TestCase("a40", "A40")]
    [TestCase("rtx6000", "RTX6000")]
    public void TheCurvesAreTheMediansOfTheMeasurements(string gpu, string model)
    {
        PowerCapCurve curve = PowerCapCurve.For(model);
        foreach ((double limit, double speed, double power) in ZeusRuns.Grid(gpu))
        {
            Assert.Multiple(() =>
            {
                Assert.That(curve.Speed(limit), Is.EqualTo(speed).Within(0.0006), $"speed at {limit}");
                Assert.That(
                    curve.Power(limit), Is.EqualTo(Math.Min(power, limit)).Within(0.0006), $"power at {limit}");
            });
        }
    }

    private static RunResult Run(Job job, ISchedulingPolicy policy) => Simulation.Run(
        new Workload([job]), ZeusRuns.Platform("V100", 35, 250), policy,
        new SimulationOptions { Power = new PowerOptions() });
}
