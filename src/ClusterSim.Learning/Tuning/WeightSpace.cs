using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Learning.Search;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Tuning;

/// <summary>
/// The weights of <see cref="WeightedOrder"/> as ranges of a search. Only ratios of weights matter, so that of the
/// walltime is 1. Small and frugal jobs, jobs that waited
/// long and users with a deficit go first; by how much is searched, on a logarithmic scale. Weights of terms that are
/// equal for all jobs are left out.
/// </summary>
public static class WeightSpace
{
    // Log10 of walltimes lies between 0 and 6 or so, shares between 0 and 1: from no influence to ruling all else.
    private const double Weak = 0.1, Strong = 1000;

    /// <summary>The ranges, named as the policy's options.</summary>
    /// <param name="power">Whether jobs differ in power per processor.</param>
    /// <param name="users">Whether jobs are of several users.</param>
    public static ImmutableArray<SearchRange> Ranges(bool power, bool users) =>
    [
        new("w2", Weak, Strong, Logarithmic: true),
        new("w3", -1e-4, -10, Logarithmic: true),
        .. power ? [new("w4", Weak, Strong, Logarithmic: true)] : ImmutableArray<SearchRange>.Empty,
        .. users ? [new("w5", -Weak, -Strong, Logarithmic: true)] : ImmutableArray<SearchRange>.Empty,
    ];

    /// <summary>The policy options that values of ranges stand for.</summary>
    /// <param name="ranges">The ranges.</param>
    /// <param name="values">A value of each.</param>
    public static ImmutableSortedDictionary<string, string> Options(
        ImmutableArray<SearchRange> ranges, ImmutableArray<double> values) => ranges
        .Zip(values, (range, value) => KeyValuePair.Create(range.Name, Text(value)))
        .Append(KeyValuePair.Create("w1", "1"))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    // Six digits are more than a search can tell apart, and can be typed.
    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
