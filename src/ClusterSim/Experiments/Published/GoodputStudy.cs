using ClusterSim.Workloads.Training;

namespace ClusterSim.Experiments.Published;

/// <summary>Throughput, statistical efficiency and goodput of a training job at four points.</summary>
internal static class GoodputStudy
{
    private const int InitialBatch = 32;

    private static readonly GoodputModel s_model = new(
        new PerformanceParameters(0.1, 0.01, 0.2, 0.05, 0.05, 0.01, 1.6), new GradientStatistics(1, 9),
        new BatchLimits(InitialBatch, 1024, 8, 64));

    private static readonly (int Nodes, int Gpus, int Local, int Steps, double Throughput, double Efficiency,
        double Goodput)[] s_points =
    [
        (1, 1, 32, 0, 76.1905, 1, 76.1905), (1, 4, 32, 0, 294.4047, 0.7692, 226.4651),
        (2, 8, 32, 0, 360.0432, 0.5882, 211.7901), (2, 8, 64, 1, 599.9182, 0.2439, 146.3215),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "goodput",
        Title = "Goodput of Pollux",
        Source = "Qiao et al., \"Pollux\", OSDI 2021, section 3; petuum/adaptdl, branch osdi21-artifact, "
            + "simulator/goodput.py",
        Protocol =
            "Step time s T_grad + (T_grad^g + T_sync^g)^(1/g) with T_grad = 0.1 + 0.01 m, T_sync = 0.2 + 0.05 (K - 2) "
            + "across nodes and 0.05 + 0.01 (K - 2) on one, g = 1.6; gradients of squared norm 1 and variance 9 at the "
            + "initial batch of 32; goodput is throughput times efficiency. The expected values are the published "
            + "formulas evaluated apart from this code.",
        Rows = _ => s_points.SelectMany(Point),
    };

    private static IEnumerable<PublishedRow> Point(
        (int Nodes, int Gpus, int Local, int Steps, double Throughput, double Efficiency, double Goodput) point)
    {
        BatchConfiguration batch = new(point.Local, point.Steps);
        string where = FormattableString.Invariant(
            $"{point.Nodes} nodes, {point.Gpus} GPUs, batch {point.Local} a GPU, {point.Steps} accumulation steps");
        yield return Row(
            "throughput (examples/s)", where, point.Throughput,
            s_model.Performance.Throughput(point.Nodes, point.Gpus, batch));
        yield return Row(
            "statistical efficiency", where, point.Efficiency,
            s_model.Gradients.Efficiency(batch.BatchSize(point.Gpus) / (double)InitialBatch));
        yield return Row(
            "goodput (examples/s)", where, point.Goodput, s_model.Goodput(point.Nodes, point.Gpus, batch));
    }

    private static PublishedRow Row(string metric, string where, double published, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Decimals(4),
    };
}
