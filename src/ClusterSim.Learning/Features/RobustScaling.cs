using ClusterSim.Statistics;

namespace ClusterSim.Learning.Features;

/// <summary>
/// Brings features to one scale by median and quartiles, which a few extreme users or jobs do not move: (value -
/// median) / (third - first quartile). A feature without spread between its quartiles is only shifted.
/// </summary>
public sealed class RobustScaling
{
    private readonly double[] _median, _range;

    private RobustScaling(double[] median, double[] range) => (_median, _range) = (median, range);

    /// <summary>The scaling that a table asks for.</summary>
    /// <param name="table">At least one row.</param>
    /// <exception cref="ArgumentException">The table has no rows.</exception>
    public static RobustScaling Of(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.RowCount == 0)
        {
            throw new ArgumentException("found no rows, expected at least one", nameof(table));
        }

        int columns = table.Names.Length;
        (double[] median, double[] range) = (new double[columns], new double[columns]);
        for (int column = 0; column < columns; column++)
        {
            double[] sorted = table.Column(column);
            Array.Sort(sorted);
            median[column] = Quantiles.OfSorted(sorted, 0.5);
            double spread = Quantiles.OfSorted(sorted, 0.75) - Quantiles.OfSorted(sorted, 0.25);
            range[column] = spread > 0 ? spread : 1;
        }

        return new RobustScaling(median, range);
    }

    /// <summary>A table scaled: also one that the scaling was not made from.</summary>
    /// <param name="table">Columns as in the table that the scaling was made from.</param>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNotEqual(table.Names.Length, _median.Length, nameof(table));
        return table.Map((column, value) => (value - _median[column]) / _range[column]);
    }
}
