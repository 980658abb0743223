using ClusterSim.Learning.Classification;
using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Tests.Classification;

/// <summary>Forests and machines against scikit-learn (its machines are libsvm) on the same rows.</summary>
public sealed class ClassifierTests
{
    // Two forests differ by their draws: the same accuracy within two standard errors of either's share.
    [TestCase("iris")]
    [TestCase("digits")]
    public void AForestIsAsAccurateAsScikitLearns(string name)
    {
        LabelledTable table = Oracle.Labelled(name);
        ConfusionMatrix found = CrossValidation.Run(
            table, Oracle.FiveFolds(table.Labels.Length), train => RandomForest.Train(train, new() { Trees = 100 }));
        double expected = Oracle.Answer(name, "forest");
        Assert.That(
            found.Accuracy.Estimate,
            Is.EqualTo(expected).Within(2 * Math.Sqrt(2 * expected * (1 - expected) / table.Labels.Length)));
    }

    [TestCase("iris")]
    [TestCase("digits")]
    public void TheOutOfBagErrorIsThatOfScikitLearn(string name)
    {
        LabelledTable table = Oracle.Labelled(name);
        double expected = Oracle.Answer(name, "forest-oob");
        Assert.That(
            1 - RandomForest.Train(table, new() { Trees = 200 }).OutOfBagError,
            Is.EqualTo(expected).Within(2 * Math.Sqrt(2 * expected * (1 - expected) / table.Labels.Length)));
    }

    // The problem is convex: the same rows give the same machine, and the same answers but for ties between pairs and
    // rows on the very border.
    [TestCase("iris", KernelKind.Linear, 1, 0.05)]
    [TestCase("iris", KernelKind.Rbf, 10, 0.05)]
    [TestCase("digits", KernelKind.Linear, 1, 0.001)]
    [TestCase("digits", KernelKind.Rbf, 10, 0.001)]
    public void AMachineIsAsAccurateAsLibsvm(string name, KernelKind kernel, double penalty, double gamma)
    {
        LabelledTable table = Oracle.Labelled(name);
        SupportVectorOptions options = new() { Kernel = kernel, Penalty = penalty, Gamma = gamma };
        ConfusionMatrix found = CrossValidation.Run(
            table, Oracle.FiveFolds(table.Labels.Length), train => SupportVectorMachine.Train(train, options));
        double expected = Oracle.Answer(name, kernel == KernelKind.Linear ? "linear" : "rbf");
        Assert.That(found.Accuracy.Estimate, Is.EqualTo(expected).Within(2.0 / table.Labels.Length));
    }

    // Four problems: the value of the dual, the constant, the support vectors and every decision.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void TheDualIsSolvedAsByLibsvm(int problem)
    {
        string[] asked = Oracle.Read("svm-problems").Rows[problem];
        string[][] points = [.. Oracle.Read("svm-points").Rows.Where(row => row[0] == asked[0])];
        FeatureTable table = FeatureTable.Of(
            ["x0", "x1", "x2"], points.Select(row => row[1..4].Select(Oracle.Number).ToArray()));
        BinaryMachine machine = BinaryMachine.Train(table, [.. points.Select(row => row[4] == "1" ? 1.0 : -1.0)], new()
        {
            Kernel = asked[1] == "linear" ? KernelKind.Linear : KernelKind.Rbf,
            Penalty = Oracle.Number(asked[2]),
            Gamma = Oracle.Number(asked[3]),
            Tolerance = 1e-9,
        });
        Assert.Multiple(() =>
        {
            Assert.That(machine.Objective, Is.EqualTo(Oracle.Number(asked[4])).Within(1e-6));
            Assert.That(machine.Constant, Is.EqualTo(Oracle.Number(asked[5])).Within(1e-5));
            Assert.That(
                machine.SupportRows,
                Is.EqualTo(Enumerable.Range(0, points.Length).Where(row => points[row][5] == "1")));
            Assert.That(
                Enumerable.Range(0, points.Length).Select(row => machine.Decide(table.Row(row))),
                Is.EqualTo(points.Select(row => Oracle.Number(row[6]))).Within(1e-5));
        });
    }

    [Test]
    public void TheSameSeedGivesTheSameForest()
    {
        LabelledTable table = Oracle.Labelled("iris");
        RandomForest a = RandomForest.Train(table, new() { Trees = 10 }),
            b = RandomForest.Train(table, new() { Trees = 10 }),
            other = RandomForest.Train(table, new() { Trees = 10, Seed = 2 });
        double[][] Shares(RandomForest forest) =>
            [.. Enumerable.Range(0, 150).Select(row => forest.Shares(table.Features.Row(row)))];
        Assert.That(Shares(a), Is.EqualTo(Shares(b)));
        Assert.That(Shares(a), Is.Not.EqualTo(Shares(other)));
    }

    // By hand: 8 of 10 right; Wilson's interval is 0.490 to 0.943 (the worked example of its own formula).
    [Test]
    public void AConfusionMatrixCountsAndGivesIntervals()
    {
        string[] actual = ["a", "a", "a", "a", "a", "b", "b", "b", "b", "b"];
        ConfusionMatrix matrix = new(actual, ["a", "a", "a", "a", "b", "b", "b", "b", "b", "a"]);
        Assert.Multiple(() =>
        {
            Assert.That((matrix.Count("a", "b"), matrix.Count("b", "a")), Is.EqualTo((1, 1)));
            Assert.That(matrix.Accuracy.Estimate, Is.EqualTo(0.8));
            Assert.That(matrix.Accuracy.Low, Is.EqualTo(0.490).Within(0.001));
            Assert.That(matrix.Accuracy.High, Is.EqualTo(0.943).Within(0.001));
            Assert.That(matrix.Recall("a").Estimate, Is.EqualTo(0.8));
            Assert.That(matrix.ToString(), Does.Contain("| a | 4 | 1 | 0.800 (0.376 to 0.964) |"));
        });
    }
}
