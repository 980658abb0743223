using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClusterSim.Statistics;

namespace ClusterSim.Learning.Classification;

/// <summary>How often each class was taken for which, with intervals for the shares.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    /// <summary>The matrix of given answers.</summary>
    /// <param name="actual">The right class of each row.</param>
    /// <param name="predicted">The answered class of each row; as many.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public ConfusionMatrix(IReadOnlyList<string> actual, IReadOnlyList<string> predicted)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        if (actual.Count != predicted.Count)
        {
            throw new ArgumentException($"found {actual.Count} and {predicted.Count} classes, expected as many");
        }

        Classes = [.. actual.Concat(predicted).Distinct().Order(StringComparer.Ordinal)];
        _counts = new int[Classes.Length, Classes.Length];
        for (int i = 0; i < actual.Count; i++)
        {
            _counts[Classes.IndexOf(actual[i]), Classes.IndexOf(predicted[i])]++;
        }
    }

    /// <summary>The classes in ordinal order: the rows and the columns.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Share of right answers, with its interval.</summary>
    public ConfidenceInterval Accuracy =>
        Share(Sum((actual, predicted) => actual == predicted), Sum((_, _) => true));

    /// <summary>How often a class was taken for another.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The answered class.</param>
    public int Count(string actual, string predicted) => _counts[Classes.IndexOf(actual), Classes.IndexOf(predicted)];

    /// <summary>Share of the rows of a class that were known as such, with its interval.</summary>
    /// <param name="name">The class.</param>
    public ConfidenceInterval Recall(string name) => Share(
        Count(name, name), Sum((actual, _) => actual == Classes.IndexOf(name)));

    /// <summary>Share of the answers of a class that were right, with its interval.</summary>
    /// <param name="name">The class.</param>
    public ConfidenceInterval Precision(string name) => Share(
        Count(name, name), Sum((_, predicted) => predicted == Classes.IndexOf(name)));

    /// <summary>The matrix as a Markdown table: a row for each right class.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append("| actual | ").AppendJoin(" | ", Classes).Append(" | recall (95 %) |\n|---|");
        text.Append(string.Concat(Enumerable.Repeat("---|", Classes.Length + 1))).Append('\n');
        foreach (string actual in Classes)
        {
            ConfidenceInterval recall = Recall(actual);
            text.Append(CultureInfo.InvariantCulture, $"| {actual} | ")
                .AppendJoin(" | ", Classes.Select(predicted => Count(actual, predicted)))
                .Append(CultureInfo.InvariantCulture,
                    $" | {recall.Estimate:0.000} ({recall.Low:0.000} to {recall.High:0.000}) |\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// A share with its 95 % score interval (Wilson, Journal of the American Statistical Association 22, 1927): rows
    /// count as independent, which windows of one job are not.
    /// </summary>
    private static ConfidenceInterval Share(int hits, int trials)
    {
        if (trials == 0)
        {
            return new ConfidenceInterval(double.NaN, 0, 1);
        }

        const double Z = 1.959963984540054;
        double n = trials, p = hits / n, middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        double half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return new ConfidenceInterval(p, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private int Sum(Func<int, int, bool> counts)
    {
        int sum = 0;
        for (int actual = 0; actual < Classes.Length; actual++)
        {
            for (int predicted = 0; predicted < Classes.Length; predicted++)
            {
                sum += counts(actual, predicted) ? _counts[actual, predicted] : 0;
            }
        }

        return sum;
    }
}
