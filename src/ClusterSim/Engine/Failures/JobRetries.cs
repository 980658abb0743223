using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Engine.Failures;

/// <summary>Counts attempts and evictions and says what comes next.</summary>
internal sealed class JobRetries(RunState run)
{
    private readonly RetryModel? _model = run.Options.Faults.Retries;
    private readonly int[] _attempts = new int[run.Options.Faults.Retries is null ? 0 : run.Jobs.Count];
    private readonly int[] _evictions =
        new int[run.Options.Faults.Retries?.MaxEvictions is null ? 0 : run.Jobs.Count];

    /// <summary>Whether a retry goes on from the last checkpoint.</summary>
    public bool Resume => _model is { Resume: true };

    /// <summary>Jobs that wait out their back-off.</summary>
    public int BackingOff { get; set; }

    /// <summary>Number of the attempt that the job is in, from 1.</summary>
    public int Attempt(int job) => _model is null ? 1 : _attempts[job] + 1;

    /// <summary>
    /// Whether this attempt of a job that is bound to fail succeeds: a coin of its own for each retry, so that it falls
    /// alike under all policies.
    /// </summary>
    public bool Succeeds(int job)
    {
        if (_model is not { SuccessShare: > 0 } model || _attempts[job] == 0)
        {
            return false;
        }

        string name = string.Create(
            CultureInfo.InvariantCulture, $"retries/{run.Workload.Jobs[job].Id}/{Attempt(job)}");
        return new RandomStream(run.Options.Seed, name).NextDouble() < model.SuccessShare;
    }

    /// <summary>Whether a job whose attempt failed is submitted again, and if so, after how long.</summary>
    public bool TryNext(int job, out TimeSpan backOff)
    {
        backOff = TimeSpan.Zero;
        if (_model is not { } model || Attempt(job) >= model.MaxAttempts)
        {
            return false;
        }

        backOff = model.BackOff * Math.Pow(model.BackOffGrowth, _attempts[job]);
        _attempts[job]++;
        return true;
    }

    /// <summary>Whether a job that the machine stopped may go on.</summary>
    public bool SurvivesEviction(int job) =>
        _model?.MaxEvictions is not { } most || ++_evictions[job] <= most;
}
