using ClusterSim.Scheduling.Estimates;

namespace ClusterSim.Tests.Scheduling.Estimates;

/// <summary>Estimates of durations against those of the Helios artefact and against hand computation.</summary>
public sealed class DurationEstimatorTests
{
    // What the artefact's NaiveEstimator (HeliosArtifact, estimators/estimator.py) returned for these jobs, divided by
    // the GPUs; for ann with 2 GPUs it cuts off 1/3 of a GPU-second.
    [TestCase("ann", "resnet", 4, 500)]
    [TestCase("ann", "resnet", 2, 366.5)]
    [TestCase("bob", "bert", 8, 600)]
    [TestCase("dan", "gan", 2, 20)]
    [TestCase("bob", "zzzzzz", 1, 35)]
    [TestCase("dan", "qqqqqq", 4, 338.571)]
    [TestCase("ann", "resnet5", 4, 500)]
    [TestCase("dan", "resnet_x", 1, 287.5)]
    public void TheNaiveEstimateIsTheArtefacts(string user, string name, int gpus, double seconds) => Assert.That(
        new RepetitionEstimator(0.6).EstimateSeconds(Seven(), user, name, gpus), Is.EqualTo(seconds).Within(0.17));

    // Two jobs of ann, e^2 and e^4 s, and one of bob, e^6 s; each group counts beside 1 job of the group around it.
    // All: (2 + 4 + 6) / 3 = 4. ann: (2 + 4 + 4) / 3 = 10/3; with 1 GPU only the first: (2 + 10/3) / 2 = 8/3; her name
    // "x", the first again: (2 + 8/3) / 2 = 7/3; and with 1 GPU (2 + 7/3) / 2 = 13/6.
    [TestCase("ann", "x", 1, 13 / 6.0)]
    [TestCase("ann", "", 1, 8 / 3.0)]
    [TestCase("dan", "y", 1, 4)]
    public void TheLearnedEstimateByHand(string user, string name, int gpus, double log)
    {
        DurationHistory history = new();
        history.Add("ann", "x", 1, Math.Exp(2));
        history.Add("ann", "z", 2, Math.Exp(4));
        history.Add("bob", "w", 1, Math.Exp(6));
        Assert.That(
            new ShrinkageEstimator(1).EstimateSeconds(history, user, name, gpus),
            Is.EqualTo(Math.Exp(log)).Within(1e-9));
    }

    [Test]
    public void WithoutHistoryThereIsNoEstimate() => Assert.That(
        new BlendEstimator(0.1, new RepetitionEstimator(0.6), new ShrinkageEstimator(3))
            .EstimateSeconds(new DurationHistory(), "ann", "x", 1),
        Is.Null);

    // kitten to sitting takes three edits (Wagner and Fischer 1974); the longer name has seven letters.
    [TestCase("kitten", "sitting", 0.5, 4 / 7.0)]
    [TestCase("kitten", "sitting", 0.6, 0)]
    [TestCase("same", "same", 1, 1)]
    [TestCase("ab", "abcdefgh", 0.6, 0)]
    [TestCase("", "a", 0.6, 0)]
    public void NamesAreComparedByEdits(string a, string b, double least, double similarity) =>
        Assert.That(NameSimilarity.Of(a, b, least), Is.EqualTo(similarity).Within(1e-12));

    private static DurationHistory Seven()
    {
        DurationHistory history = new();
        history.Add("ann", "resnet", 1, 100);
        history.Add("ann", "resnet", 4, 400);
        history.Add("ann", "resnet", 4, 600);
        history.Add("ann", "bert", 8, 900);
        history.Add("bob", "resnet", 1, 50);
        history.Add("bob", "gan", 2, 20);
        history.Add("eve", "bert", 8, 300);
        return history;
    }
}
