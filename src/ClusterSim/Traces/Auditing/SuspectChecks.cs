using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>Looks at every row that became a job for what cannot be or should not be.</summary>
internal sealed class SuspectChecks
{
    private const double Milli = 1000;

    private readonly List<(SuspectTally Tally, Func<Job, bool> Holds)> _checks = [];
    private readonly ImmutableArray<Job> _jobs;

    public SuspectChecks(ImmutableArray<Job> jobs, Platform? platform)
    {
        _jobs = jobs;
        Impossible("ended before it started", job => job.Recorded is { Start: { } start, End: { } end } && end < start);
        Impossible(
            "started before it was submitted",
            job => job.Recorded is { Submitted: true, Start: { } start } && start < job.SubmitTime);
        Suspicious("run time 0", job => job.Profile.RunTime == TimeSpan.Zero);
        Suspicious("ran longer than the requested time", job => job.Profile.RunTime > job.Request.Walltime);
        Suspicious(
            "asks for nothing: no GPU, no CPU, no memory",
            job => job.Request.PerInstance is { Gpus: 0, CpuMilli: 0, MemoryMiB: 0 });
        if (jobs.Any(job => job.Request.PerInstance.MemoryMiB > 0))
        {
            Suspicious("memory 0, while other rows ask for memory", job => job.Request.PerInstance.MemoryMiB == 0);
        }

        AddTotals(platform);
    }

    /// <summary>What was found, the impossible first.</summary>
    /// <param name="rows">The jobs with their lines, in order of the file.</param>
    public IEnumerable<SuspectRows> Of(IReadOnlyList<(Job Job, int Line)> rows)
    {
        SuspectTally order = new("submitted earlier than the row before it", SuspectSeverity.Suspicious);
        SimTime latest = SimTime.Zero;
        foreach ((Job job, int line) in rows)
        {
            foreach ((SuspectTally tally, Func<Job, bool> holds) in _checks)
            {
                if (holds(job))
                {
                    tally.Add(job, line);
                }
            }

            if (job.Recorded is not { Submitted: false })
            {
                if (job.SubmitTime < latest)
                {
                    order.Add(job, line);
                }

                latest = job.SubmitTime;
            }
        }

        return _checks.Select(check => check.Tally).Append(Duplicates(rows)).Append(order)
            .Select(tally => tally.Result()).OfType<SuspectRows>();
    }

    private void AddTotals(Platform? platform)
    {
        if (platform is null)
        {
            return;
        }

        long gpuMilli = platform.TotalGpus * (long)Milli;
        Impossible(
            string.Create(CultureInfo.InvariantCulture, $"asks for more GPUs than the {platform.TotalGpus} there are"),
            job => job.Request.TotalGpuMilli > gpuMilli);
        if (platform.Nodes.All(node => node.CpuLimited))
        {
            string cores = (platform.TotalCpuMilli / Milli).ToString(CultureInfo.InvariantCulture);
            Impossible(
                $"asks for more cores than the {cores} there are",
                job => job.Request.TotalCpuMilli > platform.TotalCpuMilli);
        }
    }

    // Jobs are sorted by submission, so that equal ones stand within a run of equal times.
    private SuspectTally Duplicates(IReadOnlyList<(Job Job, int Line)> rows)
    {
        SuspectTally tally = new(
            "equal to another row in all but the id, so that the two overlap", SuspectSeverity.Suspicious);
        HashSet<object> seen = [];
        HashSet<string> twice = new(StringComparer.Ordinal);
        for (int i = 0; i < _jobs.Length; i++)
        {
            if (i > 0 && _jobs[i].SubmitTime != _jobs[i - 1].SubmitTime)
            {
                seen.Clear();
            }

            bool alone = (i == 0 || _jobs[i].SubmitTime != _jobs[i - 1].SubmitTime)
                && (i == _jobs.Length - 1 || _jobs[i].SubmitTime != _jobs[i + 1].SubmitTime);
            bool candidate = _jobs[i].Profile.RunTime > TimeSpan.Zero && _jobs[i].Recorded is not { Submitted: false };
            if (!alone && candidate && !seen.Add(KeyOf(_jobs[i])))
            {
                twice.Add(_jobs[i].Id);
            }
        }

        foreach ((Job job, int line) in twice.Count == 0 ? [] : rows.Where(row => twice.Contains(row.Job.Id)))
        {
            tally.Add(job, line);
        }

        return tally;
    }

    private static object KeyOf(Job job) => (
        job.Profile.RunTime, job.Request.Instances, job.Request.PerInstance, job.Request.Walltime, job.Recorded,
        (job.Request.User, job.Request.Application, job.Request.Queue, job.Request.Role,
            string.Join('|', job.Request.GpuModels)));

    private void Impossible(string what, Func<Job, bool> holds) =>
        _checks.Add((new SuspectTally(what, SuspectSeverity.Impossible), holds));

    private void Suspicious(string what, Func<Job, bool> holds) =>
        _checks.Add((new SuspectTally(what, SuspectSeverity.Suspicious), holds));
}
