using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Published;

/// <summary>Bounded slowdown, Jain's index and the Gini coefficient of numbers that can be checked by hand.</summary>
internal static class MetricVectorsStudy
{
    private static readonly (double Wait, double Run, double Slowdown)[] s_slowdowns =
        [(100, 5, 10.5), (100, 100, 2), (0, 1, 1), (5, 2, 1)];

    private static readonly (double[] Amounts, double Jain, double Gini)[] s_inequalities =
    [
        ([1, 0, 0, 0], 0.25, 0.75), ([0, 0, 0, 1], 0.25, 0.75), ([1, 2, 3, 4], 0.8333, 0.25), ([1, 1, 1, 1], 1, 0),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "metric-vectors",
        Title = "Metrics by the book",
        Source = "Feitelson and Rudolph, JSSPP 1998 (bounded slowdown); Jain, Chiu and Hawe, DEC TR-301, 1984 "
            + "(fairness index); Gini's coefficient of an ascending list",
        Protocol =
            "Bounded slowdown is max(1, (wait + run) / max(run, 10 s)); Jain's index (sum x)^2 / (n sum x^2); Gini's "
            + "coefficient sum (2i - n - 1) x(i) / (n sum x). The expected values are worked out by hand.",
        Rows = _ => Slowdowns().Concat(Inequalities()),
    };

    private static IEnumerable<PublishedRow> Slowdowns() => s_slowdowns.Select(expected => Row(
        "bounded slowdown", FormattableString.Invariant($"waited {expected.Wait} s, ran {expected.Run} s"),
        expected.Slowdown, JobMeasures.BoundedSlowdown(Ran(expected.Wait, expected.Run))!.Value, 1));

    private static IEnumerable<PublishedRow> Inequalities()
    {
        foreach ((double[] amounts, double jain, double gini) in s_inequalities)
        {
            string where = string.Join(", ", amounts.Select(FormattableStringOf));
            yield return Row("Jain's fairness index", where, jain, Inequality.Jain(amounts), 4);
            yield return Row("Gini coefficient", where, gini, Inequality.Gini(amounts), 4);
        }
    }

    private static string FormattableStringOf(double amount) => FormattableString.Invariant($"{amount}");

    private static JobResult Ran(double wait, double run) => new()
    {
        SubmitTime = SimTime.Zero,
        StartTime = SimTime.FromSeconds(wait),
        EndTime = SimTime.FromSeconds(wait + run),
        RunTime = SimTime.Length(run),
    };

    private static PublishedRow Row(string metric, string where, double published, double obtained, int decimals) =>
        new()
        {
            Metric = metric,
            Where = where,
            Published = published,
            Obtained = obtained,
            Tolerance = Tolerance.Decimals(decimals),
        };
}
