using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Impact.Quality;

/// <summary>The labels of a workload in the time of one run: progress of jobs turned into moments.</summary>
internal sealed class LabelledRun
{
    private readonly RunResult _run;
    private readonly ImmutableArray<BehaviorLabel>[] _labelsOf;

    public LabelledRun(RunResult run, ImmutableArray<BehaviorLabel> labels)
    {
        _run = run;
        ILookup<string, BehaviorLabel> byJob = labels.ToLookup(label => label.JobId);
        _labelsOf = [.. run.Workload.Jobs.Select(job => byJob[job.Id].ToImmutableArray())];
        HealthyJobDays = run.Jobs.Where((_, job) => IsHealthy(job)).Sum(result => result.RunTime.TotalDays);
    }

    public double HealthyJobDays { get; }

    /// <summary>Labels of jobs that ran to their end, with the index of the job.</summary>
    public IEnumerable<(int Job, BehaviorLabel Label)> Shown =>
        from job in Enumerable.Range(0, _labelsOf.Length)
        where !_run.Jobs[job].StartTime.IsNever && !_run.Jobs[job].EndTime.IsNever
        from label in _labelsOf[job]
        select (job, label);

    public ImmutableArray<BehaviorLabel> LabelsOf(int job) => _labelsOf[job];

    /// <summary>Whether a job shows nothing, or only what looks like something.</summary>
    public bool IsHealthy(int job) => _labelsOf[job].All(label => label.Grade == LabelGrade.LooksLike);

    /// <summary>Moment at which a job had made so much progress; from its start on it runs at one rate.</summary>
    public double MomentSeconds(int job, long progressSeconds)
    {
        JobResult result = _run.Jobs[job];
        double share = progressSeconds / _run.Workload.Jobs[job].Profile.RunTime.TotalSeconds;
        return result.StartTime.Seconds + (share * (result.EndTime - result.StartTime).TotalSeconds);
    }

    /// <summary>Whether a moment lies within the interval of a label, rounding of seconds allowed for.</summary>
    public bool Covers(int job, BehaviorLabel label, SimTime moment)
    {
        const double Slack = 1.5;
        return moment.Seconds >= MomentSeconds(job, label.FromSeconds) - Slack
            && moment.Seconds <= MomentSeconds(job, label.UntilSeconds) + Slack;
    }
}
