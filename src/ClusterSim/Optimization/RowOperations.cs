using System.Numerics;
using System.Runtime.InteropServices;

namespace ClusterSim.Optimization;

/// <summary>
/// What elimination does to rows. Products and sums are rounded one by one, never fused, so that every machine gets
/// the same digits.
/// </summary>
internal static class RowOperations
{
    /// <summary>Adds a multiple of one row to another.</summary>
    public static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> target)
    {
        ReadOnlySpan<Vector<double>> sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        Span<Vector<double>> targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        Vector<double> factors = new(factor);
        for (int i = 0; i < sources.Length; i++)
        {
            targets[i] += sources[i] * factors;
        }

        for (int i = sources.Length * Vector<double>.Count; i < source.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    /// <summary>Multiplies a row by a number.</summary>
    public static void Scale(Span<double> row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }

    /// <summary>The greatest magnitude in a row.</summary>
    public static double MaxMagnitude(ReadOnlySpan<double> row)
    {
        double most = 0;
        foreach (double value in row)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        return most;
    }
}
