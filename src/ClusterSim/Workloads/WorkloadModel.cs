using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>
/// A mix fitted to a given workload, which makes other workloads like it: a smoothed bootstrap. Kept are the
/// distributions of the times between submissions, of sizes, run times, walltimes and users' shares, how these hang
/// together within a job (who asks for what, for how long, and how far off), and how the pace of submissions changes
/// with the hour of the day. Not kept are what hangs together between jobs: series of alike jobs, bursts within an
/// hour, days of the week, growth over months, and feedback of users.
/// </summary>
public sealed class WorkloadModel
{
    private readonly ImmutableArray<Job> _jobs;
    private readonly WorkloadSource _source;
    private readonly HourlyGaps _gaps;
    private readonly SmoothedTimes _runTimes;
    private readonly Dictionary<string, string> _users, _applications;

    private WorkloadModel(ImmutableArray<Job> jobs, WorkloadSource source)
    {
        (_jobs, _source) = (jobs, source);
        _gaps = new HourlyGaps(jobs);
        _runTimes = new SmoothedTimes(jobs.Select(job => job.Profile.RunTime.Ticks));
        _users = Renamed(jobs.Select(job => job.Request.User), "user");
        _applications = Renamed(jobs.Select(job => job.Request.Application), "app");
    }

    /// <summary>Number of jobs that the model was fitted to.</summary>
    public int Jobs => _jobs.Length;

    /// <summary>Fits a model. Jobs that stood before the trace began are left aside: they were not submitted.</summary>
    /// <param name="workload">The workload.</param>
    /// <exception cref="WorkloadException">It has fewer than two jobs.</exception>
    public static WorkloadModel FitTo(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ImmutableArray<Job> jobs = [.. workload.Jobs.Where(job => job.Recorded is not { Submitted: false })];
        return jobs.Length >= 2
            ? new WorkloadModel(jobs, workload.Source)
            : throw new WorkloadException(string.Create(
                CultureInfo.InvariantCulture,
                $"found {jobs.Length} submitted jobs, expected at least 2 to fit a mix to."));
    }

    /// <summary>
    /// Makes a workload. Users and applications get names by the number of their jobs in the original (<c>user-0</c>
    /// has the most); queues, roles and GPU models keep theirs.
    /// </summary>
    /// <param name="jobs">How many jobs; 1 or more.</param>
    /// <param name="seed">Seed; the same gives the same jobs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of jobs is less than 1.</exception>
    public Workload Generate(int jobs, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        RandomStream rows = new(seed, "like/rows"), times = new(seed, "like/run-times");
        long[] submits = _gaps.Submissions(jobs, new RandomStream(seed, "like/arrivals"));
        Job[] made = new Job[jobs];
        for (int i = 0; i < jobs; i++)
        {
            made[i] = Like(_jobs[rows.NextInt(_jobs.Length)], i + 1, submits[i], times);
        }

        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"generated: {jobs} jobs like {_source.Name} ({_jobs.Length} jobs), seed {seed}");
        return new Workload(made, new WorkloadSource
        {
            Name = _source.Name + "-like",
            Format = "generated",
            Transformations = [.. _source.Transformations, note],
        });
    }

    private Job Like(Job original, int number, long submitTicks, RandomStream times)
    {
        JobRequest request = original.Request;
        long run = _runTimes.Near(original.Profile.RunTime.Ticks, times);
        // Who kept to the walltime still does.
        if (request.Walltime is { } walltime && original.Profile.RunTime <= walltime)
        {
            run = Math.Min(run, walltime.Ticks);
        }

        return new Job
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"job-{number}"),
            SubmitTime = new SimTime(submitTicks),
            Request = request with
            {
                User = _users.GetValueOrDefault(request.User, ""),
                Application = _applications.GetValueOrDefault(request.Application, ""),
            },
            Profile = new JobProfile
            {
                RunTime = new TimeSpan(run),
                Outcome = original.Profile.Outcome,
                ActiveGpus = original.Profile.ActiveGpus,
                NetworkSensitivity = original.Profile.NetworkSensitivity,
            },
        };
    }

    private static Dictionary<string, string> Renamed(IEnumerable<string> names, string kind) => names
        .Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select((group, rank) => KeyValuePair.Create(
            group.Key, string.Create(CultureInfo.InvariantCulture, $"{kind}-{rank}")))
        .ToDictionary(StringComparer.Ordinal);
}
