using ClusterSim.Learning.Tuning;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Tests.Tuning;

/// <summary>The choice among vectors, on costs whose best choice is known.</summary>
public sealed class RegimeLearnerTests
{
    // Vector 0 is cheap where the first reading is positive, vector 1 where it is negative; the others say nothing.
    [Test]
    public void TheCheaperVectorOfEachRegimeIsChosen()
    {
        double[][] readings = [.. Enumerable.Range(-5, 11).Where(i => i != 0).Select(i => new[] { i / 5.0, 0.3, 0.1 })];
        double[][] costs = [.. readings.Select(reading => reading[0] > 0 ? new[] { 1.0, 2 } : [2.0, 1])];
        RegimeModel model = new([new PriorityWeights(), new PriorityWeights()], RegimeLearner.Fit(readings, costs));
        Assert.That(readings.Select(reading => model.Choose(reading)),
            Is.EqualTo(readings.Select(reading => reading[0] > 0 ? 0 : 1)));
    }

    // A vector that is best everywhere is chosen everywhere.
    [Test]
    public void ADominantVectorIsChosenInEveryRegime()
    {
        double[][] readings = [[1, 0, 0], [-1, 0, 0], [0, 1, 1]];
        RegimeModel model = new(
            [new PriorityWeights(), new PriorityWeights()],
            RegimeLearner.Fit(readings, [[3, 1], [2, 1], [5, 1]]));
        Assert.That(readings.Select(reading => model.Choose(reading)), Is.All.EqualTo(1));
    }

    // Costs in three windows: b is best alone (sum 9); with it a saves 4, c saves 1.
    [Test]
    public void VectorsThatComplementEachOtherAreChosen() => Assert.That(
        RegimeLearner.Complementary([[1, 9, 9], [5, 2, 2], [4, 8, 8]], 2), Is.EqualTo(new[] { 1, 0 }));
}
