using ClusterSim.Learning.Clustering;
using ClusterSim.Learning.Features;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Tests.Clustering;

/// <summary>Clusters as scikit-learn's, neighbours by brute force, and what the numbers of clusters promise.</summary>
public sealed class DbscanTests
{
    // Core rows and noise are the same row by row, and cores are parted the same. Border rows may differ: which
    // cluster reaches one first is chance there, the nearest core here.
    [TestCase("dbscan-moons", 2, 0.17, 5)]
    [TestCase("dbscan-blobs", 3, 0.8, 6)]
    public void CoresAndNoiseAreThoseOfScikitLearn(string name, int columns, double epsilon, int minPoints)
    {
        Clusters found = Dbscan.Find(
            Oracle.Features(name, columns), new() { Epsilon = epsilon, MinPoints = minPoints });
        string[][] rows = Oracle.Read(name).Rows;
        int[] labels = [.. rows.Select(row => int.Parse(row[columns]))];
        bool[] core = [.. rows.Select(row => row[columns + 1] == "1")];
        int[] cores = [.. Enumerable.Range(0, rows.Length).Where(row => core[row])];
        Assert.Multiple(() =>
        {
            Assert.That(found.IsCore, Is.EqualTo(core));
            Assert.That(found.Labels.Select(label => label < 0), Is.EqualTo(labels.Select(label => label < 0)));
            Assert.That(
                AdjustedRandIndex.Of(
                    [.. cores.Select(row => found.Labels[row])], [.. cores.Select(row => labels[row])]),
                Is.EqualTo(1));
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void NeighboursAreThoseFoundByLookingAtEveryRow(int[] draws, byte distance)
    {
        FeatureTable table = FeatureTable.Of(
            ["x", "y"], draws.Select(draw => new double[] { draw & 15, (draw >> 4) & 15 }));
        KdTree tree = new(table);
        for (int row = 0; row < table.RowCount; row++)
        {
            double reach = (distance % 8) + 0.5;
            var expected = Enumerable.Range(0, table.RowCount)
                .Where(other => KdTree.SquaredDistance(table.Row(row), table.Row(other)) <= reach * reach);
            Assert.That(tree.Neighbours(row, reach, []).Order(), Is.EqualTo(expected));
        }
    }

    // The same rows in another order are the same clusters with the same numbers, but for equal sizes.
    [Test]
    public void TheOrderOfTheRowsDoesNotMatter()
    {
        FeatureTable table = Oracle.Features("dbscan-blobs", 3);
        RandomStream random = new(3, "order");
        int[] order = [.. Enumerable.Range(0, table.RowCount).OrderBy(_ => random.NextDouble())];
        DbscanOptions options = new() { Epsilon = 0.8, MinPoints = 6 };
        Clusters straight = Dbscan.Find(table, options), shuffled = Dbscan.Find(table.Rows(order), options);
        Assert.That(shuffled.Labels, Is.EqualTo(order.Select(row => straight.Labels[row])));
        Assert.That(straight.Sizes, Is.Ordered.Descending);
    }

    // Five pairs of random labels.
    [Test]
    public void TheRandIndexIsThatOfScikitLearn()
    {
        foreach (var pair in Oracle.Read("rand-index").Rows.GroupBy(row => row[0]))
        {
            double found = AdjustedRandIndex.Of(
                [.. pair.Select(row => int.Parse(row[1]))], [.. pair.Select(row => int.Parse(row[2]))]);
            Assert.That(found, Is.EqualTo(Oracle.Number(pair.First()[3])).Within(1e-12));
        }
    }

    // Blobs far apart are found again in any sample of them; even noise has no such clusters.
    [Test]
    public void RealClustersAreStableAndChanceOnesAreNot()
    {
        RandomStream random = new(1, "uniform");
        FeatureTable noise = FeatureTable.Of(
            ["x", "y"],
            Enumerable.Range(0, 150).Select(_ => new[] { 10 * random.NextDouble(), 10 * random.NextDouble() }));
        FeatureTable blobs = FeatureTable.Of(["x", "y"], Enumerable.Range(0, 150).Select(row =>
            new[] { (20 * (row % 3)) + random.NextDouble(), random.NextDouble() }));
        DbscanOptions options = new() { Epsilon = 0.7, MinPoints = 4 };
        Assert.Multiple(() =>
        {
            Assert.That(ClusterStability.Of(blobs, options, 40).Low, Is.GreaterThan(0.95));
            Assert.That(ClusterStability.Of(noise, options, 40).Estimate, Is.LessThan(0.7));
        });
    }

    // By hand: 1 2 3 against 11 12 13, both of variance 1: 10 deviations, times 1 - 3 / 15 = 8; error
    // 1.96 sqrt(6 / 9 + 64 / 12) = 4.8006.
    [Test]
    public void AClusterIsExplainedByWhatSetsItApart()
    {
        FeatureTable table = FeatureTable.Of(
            ["hours", "same"], [[1, 5], [2, 5], [3, 5], [11, 5], [12, 5], [13, 5]]);
        Clusters clusters = Dbscan.Find(table, new() { Epsilon = 1, MinPoints = 2 });
        ClusterExplanation explained = ClusterExplanation.Of(table, clusters)[1];
        Assert.Multiple(() =>
        {
            Assert.That(explained.Contrasts[0].Difference, Is.EqualTo(8).Within(1e-12));
            Assert.That(explained.Contrasts[0].Low, Is.EqualTo(8 - (1.96 * Math.Sqrt(6))).Within(1e-9));
            Assert.That(explained.Contrasts[1].Difference, Is.Zero);
            Assert.That(explained.Sentence, Is.EqualTo(
                "Cluster 1 (3 members) has higher hours (12 against 2, +8.0 standard deviations)."));
        });
    }
}
