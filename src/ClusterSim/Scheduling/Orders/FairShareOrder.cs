using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Fair share among users: who used least for his share goes first. A user's usage U is the service that his jobs
/// attained, in processor-seconds, each unit halved in weight every half-life since it was used; the key is U / S with
/// the user's share S. Slurm's factor 2^(-(U / sum of U) / (S / sum of S)) orders users the same way, because it falls
/// with U / S. Jobs of one user go in order of submission.
/// </summary>
/// <remarks>
/// Usage is integrated exactly up to the moment of each pass, while Slurm brings it up to date every five minutes; one
/// level of users, no accounts above them; no other factor (age, size, quality of service) is mixed in.
/// </remarks>
public sealed class FairShareOrder : IJobOrder
{
    private readonly double _halfLifeSeconds;
    private readonly ImmutableSortedDictionary<string, double> _shares;
    private double[] _share = [];
    private DecayedUsage? _usage;

    /// <summary>An order with the given memory and shares.</summary>
    /// <param name="halfLife">Time after which usage counts half; positive.</param>
    /// <param name="shares">Shares of users by name, each positive; a user without one has 1.</param>
    /// <exception cref="ArgumentException">The half-life or a share is not positive.</exception>
    public FairShareOrder(TimeSpan halfLife, ImmutableSortedDictionary<string, double>? shares = null)
    {
        _shares = shares ?? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
        if (halfLife <= TimeSpan.Zero || _shares.Values.Any(share => !(share > 0 && double.IsFinite(share))))
        {
            throw new ArgumentException("half-life and shares must be positive.");
        }

        _halfLifeSeconds = halfLife.TotalSeconds;
    }

    /// <inheritdoc/>
    public string Name => "fair-share";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.WhileWaiting;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("half-life", _halfLifeSeconds.ToString(CultureInfo.InvariantCulture) + "s")
        .Add("shares", _shares.IsEmpty
            ? "equal"
            : string.Join(';', _shares.Select(s => $"{s.Key}={s.Value.ToString(CultureInfo.InvariantCulture)}")));

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _usage = new DecayedUsage(view, _halfLifeSeconds);
        _share = new double[_usage.Users.Count];
        foreach ((string user, int index) in _usage.Users)
        {
            _share[index] = _shares.GetValueOrDefault(user, 1);
        }
    }

    /// <inheritdoc/>
    public void BeginPass(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _usage!.Update(view);
    }

    /// <inheritdoc/>
    // To a millionth of a processor-second, so that users with equal usage are equal however it was summed up.
    public double Key(in JobView job)
    {
        int user = _usage!.UserOf(job.Index);
        return Math.Round(_usage.Of(user) / _share[user], digits: 6);
    }
}
