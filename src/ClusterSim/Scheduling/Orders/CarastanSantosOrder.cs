namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The score functions F1 to F4 that Carastan-Santos and de Camargo learned by simulation (SC '17, table 3); smaller
/// goes first. r is the requested walltime in seconds, n the number of processors, s the time of submission in seconds
/// since the begin of the trace:
/// <list type="bullet">
/// <item>F1 = log10(r) n + 870 log10(s)</item>
/// <item>F2 = sqrt(r) n + 25,600 log10(s)</item>
/// <item>F3 = r n + 6,860,000 log10(s)</item>
/// <item>F4 = r sqrt(n) + 530,000 log10(s)</item>
/// </list>
/// </summary>
/// <remarks>
/// The scores depend on where time begins. The paper says nothing of times of 0; here an r or s of 0 or less counts as
/// 0.1, as in the RLScheduler's implementation (Zhang et al., SC '20). A job without a walltime comes last.
/// </remarks>
public sealed class CarastanSantosOrder : IJobOrder
{
    private readonly Func<double, double, double> _shape;
    private readonly double _weight;

    private CarastanSantosOrder(string name, double weight, Func<double, double, double> shape) =>
        (Name, _weight, _shape) = (name, weight, shape);

    /// <summary>F1: log10(r) n + 870 log10(s).</summary>
    public static CarastanSantosOrder F1 { get; } = new("f1", 870, (r, n) => Math.Log10(r) * n);

    /// <summary>F2: sqrt(r) n + 25,600 log10(s).</summary>
    public static CarastanSantosOrder F2 { get; } = new("f2", 25_600, (r, n) => Math.Sqrt(r) * n);

    /// <summary>F3: r n + 6,860,000 log10(s).</summary>
    public static CarastanSantosOrder F3 { get; } = new("f3", 6_860_000, (r, n) => r * n);

    /// <summary>F4: r sqrt(n) + 530,000 log10(s).</summary>
    public static CarastanSantosOrder F4 { get; } = new("f4", 530_000, (r, n) => r * Math.Sqrt(n));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double Key(in JobView job) =>
        _shape(AskedFor.PositiveSeconds(job), AskedFor.Processors(job))
        + (_weight * Math.Log10(job.SubmitTime.Seconds is > 0 and var submitted ? submitted : AskedFor.Least));
}
