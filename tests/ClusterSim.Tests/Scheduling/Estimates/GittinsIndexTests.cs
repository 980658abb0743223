using ClusterSim.Scheduling.Estimates;
using ClusterSim.Scheduling.Peers;

namespace ClusterSim.Tests.Scheduling.Estimates;

/// <summary>
/// On the 1,001 sizes that come with the simulator of Tiresias's authors, service quantum 3250: the values of the
/// formula in the paper, worked out in Python, and what the authors' function returns under Python 2.7. (Under Python 3
/// it does not divide in whole numbers and returns 191.5015 at 1000.)
/// </summary>
public sealed class GittinsIndexTests
{
    private static double[] Sizes => [.. SizeFile.Read(SharedData.Path("peers/inputs/tiresias_yarn-gput1000.csv"))];

    [TestCase(0, 297.1591)]
    [TestCase(1000, 236.861)]
    [TestCase(3250, 122.163)]
    [TestCase(18_000, 14.467)]
    [TestCase(200_000, 0)]
    public void ThePapersFormula(double service, double millionths) =>
        Assert.That(new GittinsIndex(Sizes, 3250).At(service) * 1e6, Is.EqualTo(millionths).Within(0.0006));

    [TestCase(0, 297.25)]
    [TestCase(1000, 191.5154)]
    [TestCase(3250, 87.4493)]
    [TestCase(18_000, 11.4806)]
    [TestCase(60_000, 5.565)]
    [TestCase(199_999, 0)]
    public void TheAuthorsFunction(double service, double millionths) =>
        Assert.That(new DlasGittins(Sizes, 3250).Formula(service), Is.EqualTo(millionths).Within(1e-9));

    // Sizes 2, 4, 10 with a quantum of 3: at 0 one of three ends within 3, and the service until then is (2 + 3 + 3)
    // / 3 on average, so 1 / 8; at 2 one of two, (2 + 3) / 2, so 1 / 5; at 4 none of one within 3; at 8 one of one
    // after 2.
    [TestCase(0, 1 / 8.0)]
    [TestCase(2, 1 / 5.0)]
    [TestCase(4, 0)]
    [TestCase(8, 1 / 2.0)]
    [TestCase(10, 0)]
    public void AHandWorkedTable(double service, double index) =>
        Assert.That(new GittinsIndex([10, 2, 4], 3).At(service), Is.EqualTo(index).Within(1e-12));
}
