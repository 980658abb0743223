namespace ClusterSim.Learning.Classification;

/// <summary>Judges a way of learning by rows that it did not learn from.</summary>
public static class CrossValidation
{
    /// <summary>Trains on one part of each split, answers the other, and puts all answers together.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="splits">The splits, e.g. of <see cref="DataSplit.ByJobAndUser"/>.</param>
    /// <param name="train">Makes a classifier of rows; what it scales by must come from these rows alone.</param>
    /// <exception cref="ArgumentException">A job or a user is in both parts of a split.</exception>
    public static ConfusionMatrix Run(
        LabelledTable table, IEnumerable<DataSplit> splits, Func<LabelledTable, IClassifier> train)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(train);
        List<string> actual = [], predicted = [];
        foreach (DataSplit split in splits)
        {
            split.RefuseLeaks(table);
            IClassifier classifier = train(table.Rows(split.Train));
            actual.AddRange(split.Test.Select(row => table.Labels[row]));
            predicted.AddRange(split.Test.Select(row => classifier.Predict(table.Features.Row(row))));
        }

        return new ConfusionMatrix(actual, predicted);
    }
}
