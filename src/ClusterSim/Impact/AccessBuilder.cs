using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// Compares what users get. Jobs without a named user take no part, but for the finish-time fairness.
/// </summary>
internal sealed class AccessBuilder
{
    private readonly int[] _jobs;
    private readonly FinishTimeFairness _fairness;
    private readonly UserTally[] _users;

    public AccessBuilder(RunResult run, int[] jobs, bool byGpus, double tauSeconds, ObservedPeriod period)
    {
        _jobs = jobs;
        _fairness = new FinishTimeFairness(run, byGpus);
        _users = UserTally.ByDemand(new UserTallies(run, byGpus, tauSeconds, period, _fairness).Of(jobs));
    }

    /// <summary>What each named user of a run got.</summary>
    public static UserTally[] TalliesOf(RunResult run, MetricsOptions options) => Of(run, options)._users;

    /// <summary>The jobs of each tenth of the users of a run by demand.</summary>
    public static ImmutableArray<(string Name, int[] Jobs)> TenthsOf(RunResult run, MetricsOptions options) =>
        Of(run, options).Tenths;

    private static AccessBuilder Of(RunResult run, MetricsOptions options)
    {
        (int[] jobs, _) = JobWindow.Of(run.Workload, options);
        bool byGpus = run.Platform.TotalGpus > 0;
        return new AccessBuilder(run, jobs, byGpus, options.BoundedSlowdownTauSeconds, new ObservedPeriod(run));
    }

    /// <summary>The jobs of each tenth of the users by demand, the smallest first; empty below ten users.</summary>
    public ImmutableArray<(string Name, int[] Jobs)> Tenths => _users.Length < 10
        ? []
        : [.. Enumerable.Range(0, 10).Select(i => (
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tenth {i + 1}"),
            _users[(i * _users.Length / 10)..((i + 1) * _users.Length / 10)]
                .SelectMany(user => user.Jobs).Order().ToArray()))];

    public AccessMetrics Build()
    {
        double[] rhos = [.. _jobs.Select(_fairness.Of).OfType<double>()];
        AccessMetrics metrics = new()
        {
            Users = _users.Length,
            FinishTimeFairness = Distribution.Of(rhos),
            ShareFinishingLaterThanAlone = rhos.Length == 0 ? null : rhos.Count(rho => rho > 1) / (double)rhos.Length,
        };
        return _users.Length < 2 ? metrics : metrics with
        {
            JainOfUserSlowdown = AccessStatistics.Of("jain_of_user_slowdown", _users),
            GiniOfUserSlowdown = AccessStatistics.Of("gini_of_user_slowdown", _users),
            SmallUsersShareOfWait = AccessStatistics.Of("small_users_share_of_wait", _users),
            SmallestTenthShareOfWait = AccessStatistics.Of("smallest_tenth_share_of_wait", _users),
            SmallUsersShareOfDemand = SmallUsersShareOfDemand(),
            MaxDominantShare = AccessStatistics.Of("max_dominant_share", _users),
            JainOfDominantShare = AccessStatistics.Of("jain_of_dominant_share", _users),
        };
    }

    private double? SmallUsersShareOfDemand()
    {
        double demand = _users.Sum(user => user.Demand);
        return demand > 0 ? _users.Take(_users.Length / 2).Sum(user => user.Demand) / demand : null;
    }
}
