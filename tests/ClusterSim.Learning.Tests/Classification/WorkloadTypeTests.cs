using ClusterSim.Learning.Classification;
using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Tests.Classification;

/// <summary>Types of work known by their utilization, for users never seen. The curves are generated.</summary>
public sealed class WorkloadTypeTests
{
    private static readonly LabelledTable s_windows =
        GeneratedSignatures.Of(1, users: 24, jobsPerUser: 4, windowsPerJob: 3);

    // The types differ by construction, so nearly all must be right; 288 windows.
    [Test]
    public void AForestKnowsTheTypesOfUnseenUsers()
    {
        #region WorkloadTypes
        var folds = DataSplit.ByJobAndUser(s_windows, folds: 4);
        ConfusionMatrix matrix = CrossValidation.Run(s_windows, folds, train => RandomForest.Train(train));
        #endregion

        Assert.That(matrix.Classes, Is.EqualTo(GeneratedSignatures.Types));
        Assert.That(matrix.Accuracy.Low, Is.GreaterThan(0.95), matrix.ToString());
    }

    [TestCase(KernelKind.Linear)]
    [TestCase(KernelKind.Rbf)]
    public void AMachineKnowsThemToo(KernelKind kernel)
    {
        ConfusionMatrix matrix = CrossValidation.Run(
            s_windows, DataSplit.ByJobAndUser(s_windows, 4), train => ScaledMachine.Train(train, kernel));
        Assert.That(matrix.Accuracy.Low, Is.GreaterThan(0.95), matrix.ToString());
    }

    // What has no relation to the features cannot be known: with shuffled classes the share of right answers holds one
    // in four within its interval.
    [Test]
    public void ClassesWithoutRelationAreNotKnown()
    {
        string[] mixed = [.. s_windows.Labels.Select((_, row) => GeneratedSignatures.Types[row * 7 / 3 % 4])];
        LabelledTable table = new(s_windows.Features, mixed, s_windows.Jobs, s_windows.Users);
        ConfusionMatrix matrix = CrossValidation.Run(
            table, DataSplit.ByJobAndUser(table, 4), train => RandomForest.Train(train, new() { Trees = 50 }));
        Assert.That(matrix.Accuracy.Estimate, Is.EqualTo(0.25).Within(0.15));
    }

    /// <summary>A machine with the scaling of its own training rows.</summary>
    private sealed class ScaledMachine(RobustScaling scaling, SupportVectorMachine machine) : IClassifier
    {
        public System.Collections.Immutable.ImmutableArray<string> Classes => machine.Classes;

        public static ScaledMachine Train(LabelledTable train, KernelKind kernel)
        {
            RobustScaling scaling = RobustScaling.Of(train.Features);
            LabelledTable scaled = new(scaling.Apply(train.Features), train.Labels, train.Jobs, train.Users);
            return new ScaledMachine(scaling, SupportVectorMachine.Train(scaled, new() { Kernel = kernel }));
        }

        public string Predict(ReadOnlySpan<double> row) =>
            machine.Predict(scaling.Apply(FeatureTable.Of(UtilizationSignature.Names, [row.ToArray()])).Row(0));
    }
}
