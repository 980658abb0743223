using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>The numbers of access that are functions of what each user got, in the order in which reports show them.
/// </summary>
internal static class AccessStatistics
{
    /// <summary>Name, definition and formula of each; the name is that of the metric in the catalogue.</summary>
    public static ImmutableArray<AccessStatistic> All { get; } =
    [
        new("small_users_share_of_wait", "wait of the half of the users with the least demand / wait of all",
            users => Share(users, users.Length / 2, user => user.Wait)),
        new("small_users_wait_ratio", "the same / their share of the demand; 1: in proportion",
            users => Ratio(
                Share(users, users.Length / 2, user => user.Wait),
                Share(users, users.Length / 2, user => user.Demand))),
        new("smallest_tenth_share_of_wait", "wait of the tenth of the users with the least demand / wait of all",
            users => Share(users, (users.Length + 9) / 10, user => user.Wait)),
        new(
            "share_waiting_over_one_hour", "jobs that waited over 1 h / jobs of which it is known",
            users => Ratio(users.Sum(user => user.LongWaits), users.Sum(user => user.KnownWaits))),
        new(
            "jain_of_user_slowdown", "(sum x)^2 / (n sum x^2), x the users' mean bounded slowdowns; 1: equal",
            users => Slowdowns(users) is { Length: > 1 } values ? Inequality.Jain(values) : null),
        new("gini_of_user_slowdown", "sum (2i - n - 1) x(i) / (n sum x), the same x ascending; 0: equal",
            users => Slowdowns(users) is { Length: > 1 } values ? Inequality.Gini(values) : null),
        new("mean_finish_time_fairness", "mean rho = JCT / JCT alone on 1/N of the cluster, N the users present",
            users => Ratio(users.Sum(user => user.Rho), users.Sum(user => user.Rated))),
        new("share_finishing_later_than_alone", "jobs with rho above 1 / jobs with a rho",
            users => Ratio(users.Sum(user => user.Slowed), users.Sum(user => user.Rated))),
        new("max_dominant_share", "greatest share of GPUs (or cores) that a user held on average",
            users => users.Length == 0 ? null : users.Max(user => user.DominantShare)),
        new("jain_of_dominant_share", "Jain's index of the users' dominant shares; 1: equal",
            users => users.Sum(user => user.DominantShare) > 0
                ? Inequality.Jain([.. users.Select(user => user.DominantShare)]) : null),
    ];

    /// <summary>The statistic called <paramref name="name"/> of some users, who stand by ascending demand.</summary>
    public static double? Of(string name, UserTally[] users) =>
        All.First(statistic => statistic.Name == name).Value(users);

    private static double[] Slowdowns(UserTally[] users) =>
        [.. users.Where(user => user.Ended > 0).Select(user => user.Slowdown / user.Ended)];

    private static double? Share(UserTally[] users, int first, Func<UserTally, double> of) =>
        Ratio(users.Take(first).Sum(of), users.Sum(of));

    private static double? Ratio(double? part, double? whole) => whole > 0 ? part / whole : null;
}
