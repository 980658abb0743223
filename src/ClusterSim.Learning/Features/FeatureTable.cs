using System.Collections.Immutable;

namespace ClusterSim.Learning.Features;

/// <summary>Rows of finite numbers under named columns: what learners take. Immutable.</summary>
public sealed class FeatureTable
{
    private readonly double[] _values;

    private FeatureTable(ImmutableArray<string> names, double[] values, int rows) =>
        (Names, _values, RowCount) = (names, values, rows);

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>One number.</summary>
    /// <param name="row">Row from 0.</param>
    /// <param name="column">Column from 0.</param>
    public double this[int row, int column] => _values[(row * Names.Length) + column];

    /// <summary>A table of given rows.</summary>
    /// <param name="names">Names of the columns, at least one.</param>
    /// <param name="rows">Rows, each with a finite number for each column.</param>
    /// <exception cref="ArgumentException">
    /// A row has another number of values, or one that is not finite; the message names row and column.
    /// </exception>
    public static FeatureTable Of(IEnumerable<string> names, IEnumerable<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ImmutableArray<string> columns = [.. names];
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length, nameof(names));
        List<double> values = [];
        int count = 0;
        foreach (IReadOnlyList<double> row in rows)
        {
            if (row.Count != columns.Length)
            {
                throw new ArgumentException($"row {count}: found {row.Count} values, expected {columns.Length}");
            }

            int wrong = row.TakeWhile(double.IsFinite).Count();
            values.AddRange(wrong == row.Count
                ? row
                : throw new ArgumentException($"row {count}, {columns[wrong]}: found no finite number"));
            count++;
        }

        return new FeatureTable(columns, [.. values], count);
    }

    /// <summary>The values of a row.</summary>
    /// <param name="row">Row from 0.</param>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Names.Length, Names.Length);

    /// <summary>The values of a column, copied.</summary>
    /// <param name="column">Column from 0.</param>
    public double[] Column(int column)
    {
        double[] values = new double[RowCount];
        for (int row = 0; row < RowCount; row++)
        {
            values[row] = this[row, column];
        }

        return values;
    }

    /// <summary>A table of some of the rows, in the given order; a row may come more than once.</summary>
    /// <param name="rows">Rows from 0.</param>
    public FeatureTable Rows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] values = new double[rows.Count * Names.Length];
        for (int i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Names.Length));
        }

        return new FeatureTable(Names, values, rows.Count);
    }

    /// <summary>A table of the same shape with each value made anew from its column and itself.</summary>
    internal FeatureTable Map(Func<int, double, double> change)
    {
        double[] values = new double[_values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = change(i % Names.Length, _values[i]);
        }

        return new FeatureTable(Names, values, RowCount);
    }
}
