using ClusterSim.Randomness;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Bootstrap confidence intervals of any statistic. Percentile intervals are widened for small samples as Hesterberg
/// proposes (The American Statistician 69, 2015, "expanded percentile"): an ordinary percentile interval of n values is
/// too short by about a factor of sqrt((n - 1)/n) and by the difference between the normal and Student's distribution.
/// </summary>
public static class Bootstrap
{
    /// <summary>Expanded percentile interval; the values are resampled independently.</summary>
    /// <param name="values">The sample, at least 2 values.</param>
    /// <param name="statistic">What the interval is of.</param>
    /// <param name="random">Where the resamples come from.</param>
    /// <param name="options">Number of resamples and level; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static ConfidenceInterval Percentile(
        ReadOnlySpan<double> values, Statistic statistic, RandomStream random, BootstrapOptions? options = null)
    {
        options = Check(values.Length, statistic, random, options);
        double[] replicates = Resample(values, statistic, random, options.Resamples);
        return Interval(statistic(values), replicates, values.Length, options.Level);
    }

    /// <summary>
    /// Bias-corrected and accelerated interval (Efron, JASA 82, 1987), the acceleration from the jackknife. The
    /// jackknife evaluates the statistic once for each value, so this is for small samples.
    /// </summary>
    /// <param name="values">The sample, at least 2 values.</param>
    /// <param name="statistic">What the interval is of.</param>
    /// <param name="random">Where the resamples come from.</param>
    /// <param name="options">Number of resamples and level; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static ConfidenceInterval Bca(
        ReadOnlySpan<double> values, Statistic statistic, RandomStream random, BootstrapOptions? options = null)
    {
        options = Check(values.Length, statistic, random, options);
        double estimate = statistic(values);
        double[] replicates = Resample(values, statistic, random, options.Resamples);
        Array.Sort(replicates);
        double bias = Normal.InvCDF(0, 1, MidShareBelow(replicates, estimate));
        double acceleration = Acceleration(values, statistic);
        return !double.IsFinite(bias)
            ? new ConfidenceInterval(estimate, replicates[0], replicates[^1])
            : new ConfidenceInterval(estimate, At((1 - options.Level) / 2), At((1 + options.Level) / 2));

        double At(double level)
        {
            double z = bias + Normal.InvCDF(0, 1, level);
            return Quantiles.OfSorted(replicates, Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z)))));
        }
    }

    /// <summary>
    /// Expanded percentile interval of the statistic of the second values less that of the first. Pairs are resampled
    /// together, so that what the two have in common cancels.
    /// </summary>
    /// <param name="first">First value of each pair, at least 2 pairs.</param>
    /// <param name="second">Second value of each pair.</param>
    /// <param name="statistic">What is compared.</param>
    /// <param name="random">Where the resamples come from.</param>
    /// <param name="options">Number of resamples and level; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">The samples differ in length or hold fewer than two pairs.</exception>
    public static ConfidenceInterval PairedDifference(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Statistic statistic, RandomStream random,
        BootstrapOptions? options = null)
    {
        options = Check(first.Length, statistic, random, options);
        if (second.Length != first.Length)
        {
            throw new ArgumentException(
                $"Found {first.Length} first and {second.Length} second values; pairs need as many.", nameof(second));
        }

        double[] replicates = new double[options.Resamples], x = new double[first.Length], y = new double[first.Length];
        for (int r = 0; r < replicates.Length; r++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                int pair = random.NextInt(x.Length);
                (x[i], y[i]) = (first[pair], second[pair]);
            }

            replicates[r] = statistic(y) - statistic(x);
        }

        return Interval(statistic(second) - statistic(first), replicates, x.Length, options.Level);
    }

    /// <summary>
    /// Expanded percentile interval when values of one group (a user, a day) depend on each other: whole groups are
    /// resampled (cluster bootstrap; Field and Welsh, JRSS B 69, 2007).
    /// </summary>
    /// <param name="values">The sample.</param>
    /// <param name="groups">Group of each value, numbered from 0 without gaps; at least 2 groups.</param>
    /// <param name="statistic">What the interval is of.</param>
    /// <param name="random">Where the resamples come from.</param>
    /// <param name="options">Number of resamples and level; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, or not one group for each
    /// value.</exception>
    public static ConfidenceInterval OfGroups(
        ReadOnlySpan<double> values, ReadOnlySpan<int> groups, Statistic statistic, RandomStream random,
        BootstrapOptions? options = null)
    {
        double[][] members = Members(values, groups);
        options = Check(members.Length, statistic, random, options);
        double[] replicates = new double[options.Resamples];
        List<double> resample = [];
        for (int r = 0; r < replicates.Length; r++)
        {
            resample.Clear();
            for (int i = 0; i < members.Length; i++)
            {
                resample.AddRange(members[random.NextInt(members.Length)]);
            }

            replicates[r] = statistic(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(resample));
        }

        return Interval(statistic(values), replicates, members.Length, options.Level);
    }

    /// <summary>
    /// The expanded percentile interval out of the replicates of <paramref name="units"/> independent units. Sorts
    /// them.
    /// </summary>
    internal static ConfidenceInterval Interval(double estimate, double[] replicates, double units, double level)
    {
        Array.Sort(replicates);
        double tail = Tail(units, level);
        return new ConfidenceInterval(
            estimate, Quantiles.OfSorted(replicates, tail), Quantiles.OfSorted(replicates, 1 - tail));
    }

    /// <summary>Share of the replicates to cut off at either end (Hesterberg 2015, section 5.3).</summary>
    internal static double Tail(double units, double level)
    {
        double t = StudentT.InvCDF(0, 1, units - 1, (1 - level) / 2);
        return Normal.CDF(0, 1, Math.Sqrt(units / (units - 1)) * t);
    }

    private static double[] Resample(ReadOnlySpan<double> values, Statistic statistic, RandomStream random, int count)
    {
        double[] replicates = new double[count], resample = new double[values.Length];
        for (int r = 0; r < count; r++)
        {
            for (int i = 0; i < resample.Length; i++)
            {
                resample[i] = values[random.NextInt(resample.Length)];
            }

            replicates[r] = statistic(resample);
        }

        return replicates;
    }

    // Replicates equal to the estimate count half, as for the percentile rank of a discrete statistic.
    private static double MidShareBelow(double[] sorted, double estimate)
    {
        int below = sorted.Count(value => value < estimate), equal = sorted.Count(value => value == estimate);
        return (below + (equal / 2.0)) / sorted.Length;
    }

    private static double Acceleration(ReadOnlySpan<double> values, Statistic statistic)
    {
        double[] left = new double[values.Length], rest = values[1..].ToArray();
        for (int i = 0; i < left.Length; i++)
        {
            left[i] = statistic(rest);
            if (i < rest.Length)
            {
                rest[i] = values[i];
            }
        }

        double mean = Moments.Mean(left), cubes = 0, squares = 0;
        foreach (double value in left)
        {
            cubes += Math.Pow(mean - value, 3);
            squares += Math.Pow(mean - value, 2);
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double[][] Members(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        if (groups.Length != values.Length)
        {
            throw new ArgumentException(
                $"Found {values.Length} values and {groups.Length} groups; each value needs one.", nameof(groups));
        }

        List<List<double>> members = [];
        for (int i = 0; i < values.Length; i++)
        {
            while (members.Count <= groups[i])
            {
                members.Add([]);
            }

            members[groups[i]].Add(values[i]);
        }

        return [.. members.Select(group => group.ToArray())];
    }

    private static BootstrapOptions Check(
        int units, Statistic statistic, RandomStream random, BootstrapOptions? options)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(random);
        return units >= 2
            ? (options ?? new BootstrapOptions()).Checked()
            : throw new ArgumentException($"Found {units} units to resample, expected at least 2.");
    }
}
