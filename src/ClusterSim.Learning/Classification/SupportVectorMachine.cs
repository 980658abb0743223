using System.Collections.Immutable;

namespace ClusterSim.Learning.Classification;

/// <summary>
/// A soft-margin support vector machine (Cortes and Vapnik, Machine Learning 20, 1995). More than two classes are told
/// apart pair by pair and by majority; on a tie the class that comes first in ordinal order is answered.
/// </summary>
public sealed class SupportVectorMachine : IClassifier
{
    private readonly (int First, int Second, BinaryMachine Machine)[] _pairs;

    private SupportVectorMachine(ImmutableArray<string> classes, (int, int, BinaryMachine)[] pairs) =>
        (Classes, _pairs) = (classes, pairs);

    /// <inheritdoc/>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Support vectors over all pairs of classes.</summary>
    public int SupportVectorCount => _pairs.Sum(pair => pair.Machine.SupportRows.Length);

    /// <summary>Trains a machine; scale the features first.</summary>
    /// <param name="table">At least one row.</param>
    /// <param name="options">How; <c>null</c>: the defaults.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SupportVectorMachine Train(LabelledTable table, SupportVectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new SupportVectorOptions();
        options.Check();
        ImmutableArray<string> classes = [.. table.Labels.Distinct().Order(StringComparer.Ordinal)];
        if (classes.IsEmpty)
        {
            throw new ArgumentException("found no rows, expected at least one", nameof(table));
        }

        List<(int, int, BinaryMachine)> pairs = [];
        for (int first = 0; first < classes.Length; first++)
        {
            for (int second = first + 1; second < classes.Length; second++)
            {
                pairs.Add((first, second, TrainPair(table, classes[first], classes[second], options)));
            }
        }

        return new SupportVectorMachine(classes, [.. pairs]);
    }

    /// <inheritdoc/>
    public string Predict(ReadOnlySpan<double> row)
    {
        int[] wins = new int[Classes.Length];
        foreach ((int first, int second, BinaryMachine machine) in _pairs)
        {
            wins[machine.Decide(row) > 0 ? first : second]++;
        }

        return Classes[Array.IndexOf(wins, wins.Max())];
    }

    private static BinaryMachine TrainPair(
        LabelledTable table, string first, string second, SupportVectorOptions options)
    {
        int[] rows =
        [
            .. Enumerable.Range(0, table.Labels.Length)
                .Where(row => table.Labels[row] == first || table.Labels[row] == second),
        ];
        double[] signs = [.. rows.Select(row => table.Labels[row] == first ? 1.0 : -1.0)];
        return BinaryMachine.Train(table.Features.Rows(rows), signs, options);
    }
}
