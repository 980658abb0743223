using System.Globalization;
using ClusterSim.Learning.Classification;
using ClusterSim.Learning.Features;
using ClusterSim.Tests;

namespace ClusterSim.Learning.Tests;

/// <summary>Data sets and scikit-learn's answers: Data/answers.py makes them.</summary>
internal static class Oracle
{
    public static (string[] Header, string[][] Rows) Read(string name)
    {
        string[] lines = File.ReadAllLines(Repository.Path($"tests/ClusterSim.Learning.Tests/Data/{name}.csv"));
        return (lines[0].Split(','), [.. lines[1..].Select(line => line.Split(','))]);
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The first columns of a file as features.</summary>
    public static FeatureTable Features(string name, int columns)
    {
        (string[] header, string[][] rows) = Read(name);
        return FeatureTable.Of(
            header[..columns], rows.Select(row => row[..columns].Select(Number).ToArray()));
    }

    /// <summary>A file whose last column is the class; every row is a job and a user of its own.</summary>
    public static LabelledTable Labelled(string name)
    {
        (string[] header, string[][] rows) = Read(name);
        string[] own = [.. Enumerable.Range(0, rows.Length).Select(row => $"{row}")];
        return new LabelledTable(Features(name, header.Length - 1), rows.Select(row => row[^1]), own, own);
    }

    /// <summary>Row i is in fold i modulo 5, as in the script.</summary>
    public static IEnumerable<DataSplit> FiveFolds(int rows) => Enumerable.Range(0, 5).Select(fold => new DataSplit(
        [.. Enumerable.Range(0, rows).Where(row => row % 5 != fold)],
        [.. Enumerable.Range(0, rows).Where(row => row % 5 == fold)]));

    public static double Answer(string name, string model) =>
        Number(Read($"{name}-answers").Rows.Single(row => row[0] == model)[1]);
}
