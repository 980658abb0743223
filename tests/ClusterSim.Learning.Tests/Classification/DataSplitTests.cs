using ClusterSim.Learning.Classification;
using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Tests.Classification;

/// <summary>Nothing that was learned from is judged by: neither a row, nor its job, nor its user.</summary>
public sealed class DataSplitTests
{
    // Windows of 60 jobs of 12 users.
    private static readonly LabelledTable s_windows = new(
        FeatureTable.Of(["x"], Enumerable.Range(0, 240).Select(i => new double[] { i })),
        Enumerable.Range(0, 240).Select(i => i % 2 == 0 ? "a" : "b"),
        Enumerable.Range(0, 240).Select(i => $"job{i / 4}"),
        Enumerable.Range(0, 240).Select(i => $"user{i / 4 % 12}"));

    [Test]
    public void FoldsShareNeitherJobsNorUsersAndHoldEveryRowOnce()
    {
        var splits = DataSplit.ByJobAndUser(s_windows, 4);
        Assert.Multiple(() =>
        {
            Assert.That(splits.SelectMany(split => split.Test), Is.EquivalentTo(Enumerable.Range(0, 240)));
            foreach (DataSplit split in splits)
            {
                Assert.That(split.Test.Select(row => s_windows.Users[row])
                    .Intersect(split.Train.Select(row => s_windows.Users[row])), Is.Empty);
                Assert.That(split.Train.Length + split.Test.Length, Is.EqualTo(240));
                Assert.That(split.Test.Length, Is.EqualTo(60));
            }
        });
    }

    // Odd jobs are judged by: users 1, 3, ... Jobs 51 to 59 are learned from, too: job 51 is of user 51 modulo 12 = 3,
    // the first that is in both parts, though no job is. Or every other window of all jobs.
    [TestCase(4, "found user user3 in the train part")]
    [TestCase(2, "found job job0 in the train part")]
    public void ALeakySplitIsRefused(int every, string expected)
    {
        DataSplit leaky = new(
            [.. Enumerable.Range(0, 240).Where(i => every == 2 ? i % 2 == 0 : i / 4 % 2 == 0 || i > 200)],
            [.. Enumerable.Range(0, 201).Where(i => every == 2 ? i % 2 == 1 : i / 4 % 2 == 1)]);
        Assert.That(
            () => CrossValidation.Run(s_windows, [leaky], table => RandomForest.Train(table)),
            Throws.ArgumentException.With.Message.Contains(expected));
    }

    [Test]
    public void FewerGroupsThanFoldsAreRefused() => Assert.That(
        () => DataSplit.ByJobAndUser(s_windows, 13), Throws.ArgumentException.With.Message.Contains("found 12 groups"));
}
