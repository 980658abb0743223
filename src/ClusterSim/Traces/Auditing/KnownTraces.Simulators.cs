namespace ClusterSim.Traces.Auditing;

/// <summary>Lists of jobs that were shipped with schedulers.</summary>
public static partial class KnownTraces
{
    private static KnownTrace[] Simulators() => [Tiresias(), Gavel(), PolluxAndSia(), Muri()];

    private static KnownTrace Tiresias() => new()
    {
        Name = "Tiresias",
        Title = "Job lists of the Tiresias simulator",
        Formats = ["tiresias"],
        Reference = "NSDI 2019, Tiresias",
        Issues =
        [
            new("the 480-job list of the paper is not in the repository", "the paper's figures cannot be repeated",
                "60_job.csv only", "github.com/SymbioticLab/Tiresias"),
            new("lines end with CR LF", "the last column keeps a carriage return", "read by either line end", Counted),
        ],
    };

    private static KnownTrace Gavel() => new()
    {
        Name = "Gavel",
        Title = "Job lists in steps of work, with throughputs by type of GPU",
        Formats = ["gavel"],
        Reference = "OSDI 2020, Gavel",
        Issues =
        [
            new("there are two layouts: 10 and 7 fields, none with a header", "columns are mixed up",
                "told by the number of fields", "github.com/stanford-futuredata/gavel"),
            new("work is in steps, not in seconds", "run time depends on the GPU type",
                "steps over the measured throughput alone on a V100; jobs without one are left out",
                "github.com/stanford-futuredata/gavel"),
            new("some rows have an empty field", "a reader that collapses tabs shifts columns", "tabs count", Counted),
            new("the msr lists are cut at 2,000 jobs of a virtual cluster", "long virtual clusters end early",
                "said here", Counted),
        ],
    };

    private static KnownTrace PolluxAndSia() => new()
    {
        Name = "Pollux and Sia",
        Title = "Workloads of elastic jobs named by application, 8 and 48 hours",
        Formats = ["pollux"],
        Reference = "OSDI 2021, Pollux; SOSP 2023, Sia",
        Issues =
        [
            new("a row has an application and no run time", "run time follows from a model of the application",
                "an estimate: GPU-seconds on one T4 over the replicas asked for",
                "github.com/petuum/adaptdl; github.com/siasosp23/artifacts"),
            new("jobs are elastic: num_replicas is a wish", "fixed sizes understate what the schedulers did",
                "replayed at the size asked for", "OSDI 2021"),
            new("a workload is 160 jobs sampled from 8 hours of Philly or Saturn", "confidence intervals are wide",
                "use all eight workloads", Counted),
            new("column order differs between files", "values are mixed up", "by header", Counted),
        ],
    };

    private static KnownTrace Muri() => new()
    {
        Name = "Muri",
        Title = "Job lists of the Muri simulator, derived from Philly",
        Formats = ["muri"],
        Reference = "SIGCOMM 2022, Muri",
        Issues =
        [
            new("times are in milliseconds", "loads are 1,000 times too great", "divided by 1,000", Counted),
            new("models were assigned at random", "resource times say nothing about a job",
                "checked and not used", "github.com/Rivendile/Muri"),
        ],
    };
}
