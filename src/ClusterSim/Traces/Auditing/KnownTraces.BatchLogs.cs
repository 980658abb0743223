namespace ClusterSim.Traces.Auditing;

/// <summary>Logs of the Parallel Workloads Archive.</summary>
public static partial class KnownTraces
{
    private const string Archive = "Parallel Workloads Archive";

    private static KnownTrace[] BatchLogs() => [AnySwf(), Kth(), Atlas(), Nasa(), Ricc(), Lcg(), Lublin()];

    private static KnownTrace AnySwf() => new()
    {
        Name = "Standard Workload Format, any log",
        Title = "What holds for all logs of the archive",
        Formats = ["swf"],
        Reference = "Feitelson, Tsafrir and Krakov, JPDC 2014, Experience with using the Parallel Workloads Archive",
        Issues =
        [
            new("cleaned logs (-cln) leave out flurries of single users; the others hold them",
                "one user's script decides a comparison", "hours with spikes are listed by inspect",
                "Tsafrir and Feitelson, IPDPS 2006"),
            new("a gap in the job numbers is where rows were cleaned away", "MaxJobs of the header is too great",
                "rows are counted, not trusted", Archive),
            new("many systems let jobs run longer than they requested",
                "a replay that kills at the limit ends them early",
                "kill_at_walltime is off by default; the rows are counted", Archive),
            new("TimeZone fields are known to be wrong", "daily cycles are shifted", "TimeZoneString is not applied",
                Archive),
            new("dependencies (fields 17 and 18) are think times of users", "ignored, feedback of users is lost",
                "not replayed: submissions are fixed", "Shmueli and Feitelson, MASCOTS 2006"),
        ],
    };

    private static KnownTrace Kth() => new()
    {
        Name = "KTH-SP2",
        Title = "IBM SP2 of the Swedish Royal Institute of Technology, 100 nodes, 1996 to 1997",
        Formats = ["swf"],
        Marks = ["KTH-SP2", "(KTH)"],
        Reference = Archive + ", KTH-SP2-1996-2.1-cln",
        Issues =
        [
            new("475 jobs ran longer than they requested", "backfilling promises are broken",
                "kept; kill_at_walltime decides", Counted),
            new("recorded allocations exceed the machine for 0.07 % of the time, at most 104 of 100 nodes",
                "a replay of the recorded starts is impossible", "starts are never replayed; counted",
                Counted),
            new("MaxJobs says 28,490, the file has 28,476 rows", "rows seem to be missing", "noticed", Counted),
            new("one job has no number of processors", "it cannot be placed", "taken as 1, repaired", Counted),
        ],
    };

    private static KnownTrace Atlas() => new()
    {
        Name = "LLNL Atlas",
        Title = "Linux cluster of 9,216 processors, 2006 to 2007",
        Formats = ["swf"],
        Marks = ["LLNL-Atlas", "(Atlas)"],
        Reference = Archive + ", LLNL-Atlas-2006-2.1-cln",
        Issues =
        [
            new("there are no arrival times: the submit time is the start time",
                "delays are 0 in the log, and a replay queues what had queued already",
                "no recorded delay; noticed on the whole", Counted),
            new("3,351 jobs ran longer than they requested", "backfilling promises are broken",
                "kept; kill_at_walltime decides", Counted),
            new("4,588 jobs have no allocated processors, 7,178 a run time of 0",
                "they cannot be placed or take no time",
                "requested processors instead; cancelled ones that never ran are left out", Counted),
            new("recorded allocations exceed the machine for 0.2 % of the time", "impossible starts",
                "counted, never replayed", Counted),
            new("8,233 jobs have no requested time", "backfilling treats them as unbounded", "no walltime", Counted),
            new("MaxJobs says 60,332, the file has 43,778 rows", "the rest was cleaned away", "noticed", Counted),
        ],
    };

    private static KnownTrace Nasa() => new()
    {
        Name = "NASA iPSC",
        Title = "Intel iPSC/860 of NASA Ames, 128 nodes, 1993",
        Formats = ["swf"],
        Marks = ["NASA-iPSC", "iPSC/860"],
        Reference = Archive + ", NASA-iPSC-1993-3.1-cln",
        Issues =
        [
            new("there are no arrival times: the submit time is the start time",
                "delays are 0 in the log", "no recorded delay; noticed on the whole", Counted),
            new("there are no requested times", "backfilling has nothing to work with",
                "estimates=exact is needed and noted", Counted),
            new("sizes are powers of two only: the machine is a hypercube", "fragmentation does not occur",
                "stated here", Archive),
            new("MaxJobs says 42,264, the file has 18,239 rows", "the rest was cleaned away", "noticed", Counted),
        ],
    };

    private static KnownTrace Ricc() => new()
    {
        Name = "RICC",
        Title = "RIKEN Integrated Cluster of Clusters, 8,192 cores, 2010",
        Formats = ["swf"],
        Marks = ["RICC"],
        Reference = Archive + ", RICC-2010-2",
        Issues =
        [
            new("cancelled jobs (status 5) carry a run time but did not run: with them allocations exceed the "
                + "machine for 13.8 % of the time, without for 0.01 %",
                "the load is too great", "left out, counted", Counted),
            new("7,092 jobs ran longer than they requested", "backfilling promises are broken",
                "kept; kill_at_walltime decides", Counted),
        ],
    };

    private static KnownTrace Lcg() => new()
    {
        Name = "LCG",
        Title = "Grid of many sites, 11 days of 2005",
        Formats = ["swf"],
        Marks = ["LCG"],
        Reference = Archive + ", LCG-2005-1",
        Issues =
        [
            new("24,515 processors are those of many sites; at most 3,359 were in use by the jobs of the log",
                "offered load 0.06: nothing ever waits", "choose a smaller platform or raise the load", Counted),
            new("there is no wait time", "recorded delays are unknown", "no recorded delay", Counted),
            new("every job has one processor", "nothing can be said about gangs", "stated here", Counted),
        ],
    };

    private static KnownTrace Lublin() => new()
    {
        Name = "Lublin model",
        Title = "10,000 jobs made by the model of Lublin and Feitelson for 256 nodes",
        Formats = ["swf"],
        Marks = ["lublin"],
        Reference = "Lublin and Feitelson, JPDC 2003",
        Issues =
        [
            new("offered load on its own machine of 256 is above 1: the queue never drains",
                "delays grow with the length of the log, whatever the policy",
                "said by inspect; scale the load or enlarge the machine", Counted),
            new("there are no requested times and no users", "backfilling and fair shares have nothing to work with",
                "estimates=exact is needed and noted", Counted),
            new("the header names nodes only (MaxNodes), not processors", "no machine is found",
                "MaxNodes is the machine", Counted),
        ],
    };
}
