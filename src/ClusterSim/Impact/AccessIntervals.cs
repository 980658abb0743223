using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// Intervals of the numbers of access of one run. Users are what is resampled, with all their jobs: jobs of one user
/// resemble each other, so that an interval over jobs would be too narrow.
/// </summary>
public static class AccessIntervals
{
    private const int LeastUsers = 5;

    /// <summary>Every number with its interval, in the order of reports.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metrics">Warm-up and the like; <c>null</c> for the defaults.</param>
    /// <param name="bootstrap">Resamples and level; <c>null</c> for the defaults.</param>
    public static ImmutableArray<AccessInterval> Of(
        RunResult run, MetricsOptions? metrics = null, BootstrapOptions? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        UserTally[] users = AccessBuilder.TalliesOf(run, (metrics ?? new MetricsOptions()).Checked());
        if (users.Length < 2)
        {
            return [];
        }

        double[]?[] replicates = Replicates(users, (bootstrap ??= new BootstrapOptions()).Resamples);
        return
        [
            .. AccessStatistics.All.Select((statistic, i) => new AccessInterval(
                MetricCatalog.Get(statistic.Name), statistic.Definition, statistic.Value(users),
                statistic.Value(users) is { } value && replicates[i] is { } drawn
                    ? Interval(value, drawn, bootstrap.Level)
                    : null)),
        ];
    }

    // One resample serves all statistics. Drawn indices are sorted, so that users still stand by demand.
    private static double[]?[] Replicates(UserTally[] users, int resamples)
    {
        int count = AccessStatistics.All.Length;
        var replicates = new double[]?[count];
        if (users.Length < LeastUsers)
        {
            return replicates;
        }

        for (int i = 0; i < count; i++)
        {
            replicates[i] = new double[resamples];
        }

        RandomStream stream = new(1, "bootstrap/access");
        var indices = new int[users.Length];
        var drawn = new UserTally[users.Length];
        for (int r = 0; r < resamples; r++)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = stream.NextInt(users.Length);
            }

            Array.Sort(indices);
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = users[indices[i]];
            }

            for (int i = 0; i < count; i++)
            {
                double? value = replicates[i] is null ? null : AccessStatistics.All[i].Value(drawn);
                if (value is { } known)
                {
                    replicates[i]![r] = known;
                }
                else
                {
                    replicates[i] = null;
                }
            }
        }

        return replicates;
    }

    private static ConfidenceInterval Interval(double value, double[] replicates, double level)
    {
        Array.Sort(replicates);
        return new ConfidenceInterval(
            value, Quantiles.OfSorted(replicates, (1 - level) / 2), Quantiles.OfSorted(replicates, (1 + level) / 2));
    }
}
