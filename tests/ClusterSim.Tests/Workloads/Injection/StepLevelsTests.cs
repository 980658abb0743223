using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Workloads.Injection;

public sealed class StepLevelsTests
{
    // Level 90 for ever; a cap of 50 over [10, 30) and one of 20 over [20, 40). In [20, 30) both hold.
    [Test]
    public void OverlappingCapsComposeInAnyOrder()
    {
        StepLevels first = new(90), second = new(90);
        first.Cap(10, 30, 50);
        first.Cap(20, 40, 20);
        second.Cap(20, 40, 20);
        second.Cap(10, 30, 50);
        long[] at = [0, 9, 10, 19, 20, 29, 30, 39, 40, 1000];
        double[] expected = [90, 90, 50, 50, 20, 20, 20, 20, 90, 90];
        Assert.That(at.Select(first.At), Is.EqualTo(expected));
        Assert.That(at.Select(second.At), Is.EqualTo(expected));
    }

    // Lower to 10 over [5, 15), raise to 60 over [10, 20), both of 40: what came last decides where they contradict.
    [Test]
    public void ChangesLeaveWhatLiesOutsideOfThemAlone()
    {
        StepLevels levels = new(40);
        levels.Cap(5, 15, 10);
        levels.Raise(10, 20, 60);
        Assert.That(
            levels.Steps,
            Is.EqualTo(new (long, double)[] { (0, 40), (5, 10), (10, 60), (15, 60), (20, 40) }));
    }
}
