using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

public class ParetoFrontTests
{
    // (1, 5) and (5, 1) beat nobody's best; (2, 2) beats (3, 3) and (2, 4); equal points do not beat each other.
    [Test]
    public void OnlyWhatNobodyBeatsIsOnTheFront() => Assert.That(
        ParetoFront.Of([(1, 5), (2, 2), (3, 3), (5, 1), (2, 4), (2, 2)]), Is.EqualTo(new[] { 0, 1, 3, 5 }));
}
