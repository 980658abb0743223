using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// The service that the jobs of each user attained, in processor-seconds, each unit halved in weight every half-life
/// since it was used. Integrated exactly up to the moment of the last <see cref="Update"/>.
/// </summary>
internal sealed class DecayedUsage
{
    private readonly double _halfLifeSeconds;
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly int[] _userOf;
    private readonly double[] _usage, _counted;
    private SimTime _now = SimTime.Zero;

    /// <param name="view">The run.</param>
    /// <param name="halfLifeSeconds">Time after which usage counts half; positive.</param>
    public DecayedUsage(SchedulingView view, double halfLifeSeconds)
    {
        _halfLifeSeconds = halfLifeSeconds;
        _userOf = new int[view.JobCount];
        for (int job = 0; job < _userOf.Length; job++)
        {
            string user = view.Job(job).Request.User;
            _users.TryAdd(user, _users.Count);
            _userOf[job] = _users[user];
        }

        _usage = new double[_users.Count];
        _counted = new double[view.JobCount];
    }

    /// <summary>Users of the run with their numbers, from 0.</summary>
    public IReadOnlyDictionary<string, int> Users => _users;

    /// <summary>Number of the user of a job.</summary>
    public int UserOf(int job) => _userOf[job];

    /// <summary>Usage of a user.</summary>
    public double Of(int user) => _usage[user];

    /// <summary>Usage of all users together.</summary>
    public double Total
    {
        get
        {
            double total = 0;
            foreach (double usage in _usage)
            {
                total += usage;
            }

            return total;
        }
    }

    /// <summary>Brings the usage up to the moment of the pass.</summary>
    public void Update(SchedulingView view)
    {
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

    private void Count(in JobView job, double weight)
    {
        double service = job.AttainedService;
        _usage[_userOf[job.Index]] += (service - _counted[job.Index]) * weight;
        _counted[job.Index] = service;
    }
}
