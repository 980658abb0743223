using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Sleeping nodes, with the energy of each step worked out by hand.</summary>
public class NodeSleepTests
{
    private static readonly SleepState s_sleep = new()
    {
        Watts = 5, SwitchOffTime = TimeSpan.FromSeconds(10), SwitchOffWatts = 80,
        SwitchOnTime = TimeSpan.FromSeconds(30), SwitchOnWatts = 120,
    };

    // Two nodes of one GPU, 100 W and 10 to 110 W. A runs on node 0 from 0 to 100. Node 1 sets out to sleep at 0,
    // sleeps from 10, sets out to wake at 50 and is awake at 80, when B, there since 40, starts on it; it runs to 100.
    [Test]
    public void ASleepingNodeIsNotFreeAndBootingTakesTime()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(0, (_, plan) => plan.SetPower(1, NodePower.Asleep))
            .At(50, (_, plan) => plan.SetPower(1, NodePower.On));
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 100), ("b", 40, 1, 20)), PowerAccountTests.Gpus(2, 100, 10, 110, gpus: 1), policy,
            Sleeping());

        Assert.Multiple(() =>
        {
            Assert.That(policy.Answers, Is.All.EqualTo(RefusalReason.None));
            Assert.That(run.Jobs[1].StartTime.Seconds, Is.EqualTo(80));
            Assert.That(run.Energy!.JoulesOf(PowerAccount.Overhead), Is.EqualTo((10 * 80) + (30 * 120)).Within(1e-6));
            Assert.That(run.Energy.JoulesOf(PowerAccount.Idle), Is.EqualTo(40 * 5).Within(1e-6));
            Assert.That(run.Energy.JoulesOf(PowerAccount.Jobs), Is.EqualTo((100 + 20) * 210).Within(1e-6));
        });
    }

    [Test]
    public void TheImpossibleIsRefusedWithItsReason()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(5, (_, plan) => plan.SetPower(0, NodePower.Asleep))
            .At(5, (_, plan) => plan.SetPower(7, NodePower.Asleep))
            .At(5, (_, plan) => plan.SetPower(1, NodePower.WakingUp))
            .At(5, (_, plan) => plan.SetPower(1, NodePower.Asleep))
            .At(6, (_, plan) => plan.SetPower(1, NodePower.On))
            .At(6, (_, plan) => plan.SetPower(1, NodePower.Asleep))
            .At(6, (view, plan) => plan.Start(1, new Placement([new PlacementSlice(1, 1, 1)])));
        Simulation.Run(
            Model.Jobs(("a", 0, 1, 100), ("b", 6, 1, 20)), PowerAccountTests.Gpus(2, 100, 10, 110, gpus: 1), policy,
            Sleeping());

        Assert.That(policy.Answers, Is.EqualTo(new[]
        {
            RefusalReason.NodeInUse, RefusalReason.UnknownNode, RefusalReason.ImpossiblePower, RefusalReason.None,
            RefusalReason.NodeSwitching, RefusalReason.None, RefusalReason.NodeDown,
        }));
    }

    [Test]
    public void ANodeWhoseSleepIsUnknownStaysAwake()
    {
        ScriptedPolicy policy = new ScriptedPolicy().At(0, (_, plan) => plan.SetPower(1, NodePower.Asleep));
        Simulation.Run(Model.Jobs(("a", 0, 1, 10)), Model.Gpus(2, 1), policy);

        Assert.That(policy.Answers, Is.EqualTo(new[] { RefusalReason.NoSleepState }));
    }

    // The only node sleeps when the last job of the trace comes: its waking up is all that is left to happen.
    [Test]
    public void ARunDoesNotEndWhileANodeWakesUpForAJob()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(10, (_, plan) => plan.SetPower(0, NodePower.Asleep))
            .At(40, (_, plan) => plan.SetPower(0, NodePower.On));
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 40, 1, 20)), PowerAccountTests.Gpus(1, 100, 10, 110, gpus: 1), policy,
            Sleeping());

        Assert.That(run.Jobs[1].EndTime.Seconds, Is.EqualTo(40 + 30 + 20));
    }

    // A node of 1512 W that sleeps at 20 W and boots for 300 s at its idle power: 300 · 1512 / 1492 = 304.02 s.
    [Test]
    public void TheBreakEvenTimeIsWhatTransitionsCostOverWhatSleepSaves()
    {
        double? found = null;
        ScriptedPolicy policy = new ScriptedPolicy().At(0, (view, _) =>
        {
            found = view.Power.BreakEvenOf(0)?.TotalSeconds;
            return RefusalReason.None;
        });
        Simulation.Run(
            Model.Jobs(("a", 0, 1, 10)), PowerAccountTests.Gpus(1, 1512, 0, 400, gpus: 1), policy,
            new SimulationOptions
            {
                Power = new PowerOptions
                {
                    Sleep = new SleepState
                    {
                        Watts = 20, SwitchOffTime = TimeSpan.Zero, SwitchOffWatts = 0,
                        SwitchOnTime = TimeSpan.FromSeconds(300), SwitchOnWatts = 1512,
                    },
                },
            });

        Assert.That(found, Is.EqualTo(304.02).Within(0.01));
    }

    private static SimulationOptions Sleeping() => new() { Power = new PowerOptions { Sleep = s_sleep } };
}
