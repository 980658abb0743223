using ClusterSim.Experiments.Published;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Experiments.Published;

/// <summary>A made-up study with one row of each verdict.</summary>
internal static class TinyStudy
{
    public const string File = "tiny/trace.csv";

    public static PublishedStudy Study { get; } = new()
    {
        Name = "tiny",
        Title = "Four rows | one of each kind",
        Source = "Nobody, Nowhere 2026",
        Protocol = "Nothing is run.",
        Data = [new PublishedFile(File, "example.org, folder tiny")],
        Seeds = [42, 43],
        Rows = _ =>
        [
            Row("passes", 10, 10.04) with { Tolerance = Tolerance.Decimals(1) },
            Row("is explained", 10, 12) with { Note = "the trace | was cut" },
            Row("fails", -4, -5),
            Row("is shown", null, 7) with { Interval = new ConfidenceInterval(7, 6.5, 7.25) },
        ],
    };

    public static PublishedRow Row(string where, double? published, double obtained) => new()
    {
        Metric = "mean (s)",
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Relative(0.05, "three seeds"),
    };
}
