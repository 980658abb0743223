using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Experiments.Published;

/// <summary>What another simulator answered for one run, as means, and our run that shall give the same.</summary>
/// <param name="Where">Trace, platform and policies, as the page has it.</param>
/// <param name="Run">Our run.</param>
internal sealed record PeerMean(string Where, StudyRun Run)
{
    private const string WholeSeconds = "both keep whole seconds: their sums are equal or they are not";

    /// <summary>Mean JCT in seconds.</summary>
    public required double Jct { get; init; }

    /// <summary>Mean waiting time in seconds; <c>null</c> when it is not compared.</summary>
    public double? Wait { get; init; }

    /// <summary>Number of preemptions of all jobs; <c>null</c> when it is not compared.</summary>
    public int? Preemptions { get; init; }

    /// <summary>Last end less the first submission, in seconds; <c>null</c> when it is not compared.</summary>
    public double? Makespan { get; init; }

    /// <summary>How far the makespans may be apart, in seconds.</summary>
    public double Tick { get; init; }

    /// <summary>Decimals of the means.</summary>
    public int Decimals { get; init; } = 4;

    /// <summary>What a reader must know.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether ours shall be equal; else the rows show what a correction changes.</summary>
    public bool Judged { get; init; } = true;

    /// <summary>Makes the run and yields its rows.</summary>
    public IEnumerable<PublishedRow> Rows(StudyData data)
    {
        ImmutableArray<JobResult> jobs = [.. Run.Result(data).Jobs];
        Tolerance mean = Judged ? Tolerance.Decimals(Decimals) : Shown;
        Tolerance count = Judged ? Tolerance.Exact(WholeSeconds) : Shown;
        yield return Row("mean JCT (s)", Jct, jobs.Average(job => job.Jct!.Value.TotalSeconds), mean);
        if (Wait is { } wait)
        {
            yield return Row("mean wait (s)", wait, jobs.Average(job => job.TotalWaitTime.TotalSeconds), mean);
        }

        if (Preemptions is { } preemptions)
        {
            yield return Row("preemptions", preemptions, jobs.Sum(job => job.Restarts), count);
        }

        if (Makespan is { } makespan)
        {
            double last = jobs.Max(job => job.EndTime.Seconds), first = jobs.Min(job => job.SubmitTime.Seconds);
            yield return Row("makespan (s)", makespan, last - first, Tick > 0 ? OneTick : count);
        }
    }

    private Tolerance OneTick => Tolerance.Absolute(Tick, "its clock is read one tick after the last end");

    private static Tolerance Shown => Tolerance.NotJudged("the corrected policy: shows what the correction changes");

    private PublishedRow Row(string metric, double published, double obtained, Tolerance tolerance) => new()
    {
        Metric = metric,
        Where = Where,
        Published = published,
        Obtained = obtained,
        Tolerance = tolerance,
        Note = Note,
    };
}
