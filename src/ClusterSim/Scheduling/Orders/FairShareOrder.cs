using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Time;

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
    private int[] _userOf = [];
    private double[] _usage = [], _share = [], _counted = [];
    private SimTime _now;

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
        Dictionary<string, int> users = new(StringComparer.Ordinal);
        _userOf = new int[view.JobCount];
        for (int job = 0; job < _userOf.Length; job++)
        {
            string user = view.Job(job).Request.User;
            users.TryAdd(user, users.Count);
            _userOf[job] = users[user];
        }

        _usage = new double[users.Count];
        _share = new double[users.Count];
        foreach ((string user, int index) in users)
        {
            _share[index] = _shares.GetValueOrDefault(user, 1);
        }

        _counted = new double[view.JobCount];
        _now = SimTime.Zero;
    }

    /// <inheritdoc/>
    public void BeginPass(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        double halfLives = (view.Now - _now).TotalSeconds / _halfLifeSeconds;
        if (halfLives > 0)
        {
            double kept = double.Exp2(-halfLives);
            for (int user = 0; user < _usage.Length; user++)
            {
                _usage[user] *= kept;
            }
        }

        // What was used evenly since the last pass keeps, on the mean, (1 - 2^-x) / (x ln 2) of its weight.
        double weight = halfLives > 0 ? -double.ExpM1(-halfLives * Math.Log(2)) / (halfLives * Math.Log(2)) : 1;
        foreach (int job in view.Running)
        {
            Count(view.Job(job), weight);
        }

        for (int i = 0; i < view.Left.Count; i++)
        {
            Count(view.Job(view.Left[i]), weight);
        }

        _now = view.Now;
    }

    /// <inheritdoc/>
    // To a millionth of a processor-second, so that users with equal usage are equal however it was summed up.
    public double Key(in JobView job) =>
        Math.Round(_usage[_userOf[job.Index]] / _share[_userOf[job.Index]], digits: 6);

    private void Count(in JobView job, double weight)
    {
        double service = job.AttainedService;
        _usage[_userOf[job.Index]] += (service - _counted[job.Index]) * weight;
        _counted[job.Index] = service;
    }
}
