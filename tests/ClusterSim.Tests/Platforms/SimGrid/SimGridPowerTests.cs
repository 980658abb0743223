using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms.SimGrid;

/// <summary>
/// Speeds and watts of SimGrid hosts; expected values are read off the files and the text beside each test.
/// </summary>
public sealed class SimGridPowerTests
{
    // The comment in the file: pstates 0 to 12 compute; off draws 9.75 W; shutting down takes 6.1 s at 100.997 W,
    // booting 151.52 s at 125.174 W.
    [Test]
    public void SleepStatesOfBatsimHaveTheTimesThatItsFileTells()
    {
        PowerModel power = Platform.Load(SharedData.Path("platforms/batsim/cluster_energy_128.xml")).Nodes[0].Power!;
        SleepState sleep = power.SleepStates.Single();
        Assert.Multiple(() =>
        {
            Assert.That(power.States, Has.Length.EqualTo(16));
            Assert.That(power.States[0].SpeedGflops, Is.EqualTo(0.1).Within(1e-15));
            Assert.That((power.States[0].IdleWatts, power.States[0].EpsilonWatts, power.States[0].FullWatts),
                Is.EqualTo((95.0, 95.0, 190.738)));
            Assert.That((sleep.Watts, power.OffWatts), Is.EqualTo((9.75, 9.75)));
            Assert.That(sleep.SwitchOffTime.TotalSeconds, Is.EqualTo(6.1).Within(1e-6));
            Assert.That(sleep.SwitchOffWatts, Is.EqualTo(100.997).Within(1e-3));
            Assert.That(sleep.SwitchOnTime.TotalSeconds, Is.EqualTo(151.52).Within(1e-6));
            Assert.That(sleep.SwitchOnWatts, Is.EqualTo(125.174).Within(1e-3));
        });
    }

    [Test]
    public void ThreeWattsAreIdleEpsilonAndFull()
    {
        PowerModel power = Platform.Load(SharedData.Path("platforms/simgrid/energy_cluster.xml")).Nodes[0].Power!;
        Assert.That(
            power.States.Select(s => (s.SpeedGflops, s.IdleWatts, s.EpsilonWatts, s.FullWatts)),
            Is.EqualTo(new (double, double?, double?, double?)[]
            {
                (0.1, 100, 93.33333333333333, 200), (0.05, 93, 90, 170), (0.02, 90, 90, 150),
            }));
    }

    [Test]
    public void ListsOfDifferentLengthAreNoticed()
    {
        Platform platform = SimGridPlatformTests.Load("""
            <host id="a" speed="2Gf, 1Gf" pstate="1">
              <prop id="wattage_per_state" value="1:2, 3:4, 5:6"/>
              <prop id="sleep_pstates" value="2:3:4"/>
            </host>
            <host id="b" speed="2Gf, 1Gf"><prop id="wattage_per_state" value="1:2"/></host>
            """);
        Assert.Multiple(() =>
        {
            Assert.That(platform.Nodes[0].Power!.InitialState, Is.EqualTo(1));
            Assert.That(platform.Nodes[0].Power!.SleepStates, Is.Empty);
            Assert.That(platform.Nodes[1].Power!.States[1].FullWatts, Is.Null);
            Assert.That(platform.Notices, Has.Some.Contains("differ in length (2 times, first on line 3)"));
            Assert.That(platform.Notices, Has.Some.Contains("sleep states that name pstates without a speed"));
        });
    }
}
