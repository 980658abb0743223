using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Workloads.Training;

[TestFixture]
internal sealed class StepTimeTableTests
{
    // Step time 1 s + 0.1 s an example + 1 s a GPU + 10 s a node: linear, so that every cell gives the same.
    private static readonly StepTimeTable Linear = new(
        [.. new[] { "1", "4", "11", "44", "12" }.Select(placement => new PlacementTimes(
            placement, [10, 20, 40],
            [.. new[] { 10, 20, 40 }.Select(batch => new StepTime(
                1 + (0.1 * batch) + placement.Sum(digit => digit - '0') + (10 * placement.Length), 0.5))]))],
        [
            new StepTimeSample(4, 4, 10, new StepTime(46, 0.5)),
            new StepTimeSample(4, 4, 40, new StepTime(49, 0.5)),
            new StepTimeSample(4, 16, 10, new StepTime(58, 0.5)),
            new StepTimeSample(4, 16, 40, new StepTime(61, 0.5)),
        ]);

    [Test]
    public void MeasuredPlacementsAreLinearInTheBatch() => Assert.Multiple(() =>
    {
        Assert.That(Linear.At([4], 30).Seconds, Is.EqualTo(1 + 3 + 4 + 10).Within(1e-9));
        Assert.That(Linear.At([4], 50).Seconds, Is.EqualTo(1 + 5 + 4 + 10).Within(1e-9));
    });

    [Test]
    public void ARotationOfTheRanksChangesNothing() =>
        Assert.That(Linear.At([2, 1], 15), Is.EqualTo(Linear.At([1, 2], 15)));

    [TestCase(new[] { 2, 2 }, 25)]
    [TestCase(new[] { 3, 2, 1 }, 33)]
    [TestCase(new[] { 1, 1, 4, 3 }, 12)]
    public void OthersLieInACellOfMeasuredOnes(int[] gpus, int batch)
    {
        double expected = 1 + (0.1 * batch) + gpus.Sum() + (10 * gpus.Length);
        Assert.That(Linear.At(gpus, batch).Seconds, Is.EqualTo(expected).Within(1e-9));
        Assert.That(Linear.At(gpus, batch).SyncSeconds, Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void GivenTimesAreUsedAsTheyAre()
    {
        StepTimeTable table = new(
            [new PlacementTimes("1", [1, 2], [new StepTime(1, 0), new StepTime(2, 0)])], [],
            [new PlacementTimes("11", [2], [new StepTime(7, 3)])]);
        Assert.That(table.At([1, 1], 2), Is.EqualTo(new StepTime(7, 3)));
    }

    /// <summary>
    /// A cell that does not depend on the triangulation, as SciPy's LinearNDInterpolator gives it for the artefact's
    /// tables (SciPy 1.10.1, Qhull 2020.2).
    /// </summary>
    [TestCase("imagenet", new[] { 4, 4, 4, 4, 4, 4, 4, 4 }, 200)]
    [TestCase("bert", new[] { 1, 1, 2, 2, 2 }, 12)]
    [TestCase("imagenet", new[] { 4, 4, 4, 4, 4, 4, 4 }, 115)]
    public void UniqueCellsAreThoseOfQhull(string application, int[] gpus, int batch)
    {
        string folder = Path.GetDirectoryName(SharedData.Path("pollux/sched/traces/bert/placements.csv"))!;
        TrainingApplication read = ClusterSim.Traces.Training.TrainingMeasurements.Read(
            Path.GetDirectoryName(folder)!)[application];
        string given = string.Concat(gpus);
        string[] rotations = [.. Enumerable.Range(0, given.Length).Select(i => given[i..] + given[..i])];
        string row = File.ReadLines(Repository.Path(
                $"tests/ClusterSim.Tests/Scheduling/Elastic/Interpolated/{application}/interpolated.csv"))
            .Single(line => line.StartsWith($"{rotations.Min()},{batch},", StringComparison.Ordinal));
        double expected = double.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(read.Steps.At(gpus, batch).Seconds, Is.EqualTo(expected).Within(1e-9 * expected));
    }
}
