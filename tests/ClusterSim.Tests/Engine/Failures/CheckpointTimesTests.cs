using ClusterSim.Engine.Failures;

namespace ClusterSim.Tests.Engine.Failures;

public class CheckpointTimesTests
{
    // By hand: sqrt(2 x 50 x 10,000) = 1000.
    [Test]
    public void YoungIsTheRootOfTwiceCostTimesMean() =>
        Assert.That(CheckpointTimes.Young(50, 10_000), Is.EqualTo(1000).Within(1e-12));

    // By hand: C / 2M = 0.0025, its root 0.05; 1000 (1 + 0.05/3 + 0.0025/9) - 50 = 966.9444...
    [Test]
    public void DalyCorrectsYoungByTwoTermsAndTheCheckpointItself() =>
        Assert.That(CheckpointTimes.Daly(50, 10_000), Is.EqualTo(966.9444444).Within(1e-6));

    [Test]
    public void DalyIsTheMeanWhereACheckpointTakesLongerThanTwoOfThem() =>
        Assert.That(CheckpointTimes.Daly(30, 10), Is.EqualTo(10));

    // By hand: 50/1000 + 1000/20,000 + 100/10,000 = 0.05 + 0.05 + 0.01.
    [Test]
    public void TheFirstOrderWasteIsASumOfThreeTerms() =>
        Assert.That(CheckpointTimes.FirstOrderWaste(50, 1000, 100, 10_000), Is.EqualTo(0.11).Within(1e-12));

    // The expansion of the exponentials to first order is the sum above: the difference vanishes with its square.
    [Test]
    public void TheExactStretchTendsToTheFirstOrderWaste()
    {
        double exact = CheckpointTimes.ExpectedStretch(0.5, 10, 1, 10_000);
        Assert.That(exact - 1, Is.EqualTo(CheckpointTimes.FirstOrderWaste(0.5, 10, 1, 10_000)).Within(1e-4));
    }

    // Daly's interval loses less than half and twice of it: it is near the minimum of the exact expression.
    [Test]
    public void DalysIntervalIsNearTheMinimumOfTheExactStretch()
    {
        double best = CheckpointTimes.Daly(300, 20_000);
        double Stretch(double interval) => CheckpointTimes.ExpectedStretch(300, interval, 600, 20_000);
        Assert.That(Stretch(best), Is.LessThan(Stretch(best * 0.95)).And.LessThan(Stretch(best * 1.05)));
    }
}
