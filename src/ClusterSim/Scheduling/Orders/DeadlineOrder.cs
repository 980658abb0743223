using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Earliest deadline first (Liu and Layland, JACM 1973). Traces have no deadlines; a job's deadline is its submission
/// plus a factor times its requested walltime, as in studies of service levels. Jobs without a walltime have no
/// deadline and come last. A deadline that has passed changes nothing.
/// </summary>
public sealed class DeadlineOrder : IJobOrder
{
    private readonly double _factor;

    /// <summary>An order with deadlines of the given slack.</summary>
    /// <param name="factor">Walltimes from submission to deadline; greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public DeadlineOrder(double factor = 2)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "expected a number greater than 0.");
        }

        _factor = factor;
    }

    /// <inheritdoc/>
    public string Name => "deadline";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("deadline-factor", _factor.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public double Key(in JobView job) => job.SubmitTime.Seconds + (_factor * AskedFor.Seconds(job));
}
