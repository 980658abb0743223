using System.Collections.Immutable;

namespace ClusterSim.Learning.Search;

/// <summary>
/// The Halton sequence (Numerische Mathematik 2, 1960): points that fill the unit cube evenly, coordinate i the radical
/// inverse of the index in the i-th prime.
/// </summary>
public static class Halton
{
    private static readonly ImmutableArray<int> s_primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];

    /// <summary>Greatest number of coordinates: beyond ten, neighbouring coordinates of short sequences
    /// correlate.</summary>
    public static int MaxDimensions => s_primes.Length;

    /// <summary>A point of the sequence.</summary>
    /// <param name="index">Index from 0, whose point is the origin.</param>
    /// <param name="dimensions">Number of coordinates, 1 to <see cref="MaxDimensions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double[] Point(int index, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MaxDimensions);
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            point[i] = RadicalInverse(index, s_primes[i]);
        }

        return point;
    }

    private static double RadicalInverse(int index, int prime)
    {
        double inverse = 0, digit = 1;
        for (; index > 0; index /= prime)
        {
            digit /= prime;
            inverse += digit * (index % prime);
        }

        return inverse;
    }
}
