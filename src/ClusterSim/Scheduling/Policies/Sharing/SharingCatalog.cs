using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>The catalog's entries for policies that put several jobs on one GPU.</summary>
internal static class SharingCatalog
{
    private const string LucidSource = "Hu et al., ASPLOS 2023, and its artefact";

    private static readonly ImmutableArray<PolicyOption> LucidParts =
    [
        PolicyVariants.Option,
        new("profiler_nodes", "2", "a whole number, 0 for no profiling",
            "The last nodes of the platform, at most a quarter of them, profile new jobs.", LucidSource),
        new("profiler_scaling", "off", "on or off",
            "Whether the profiler gets one more node while many jobs wait for it.",
            LucidSource + ": on for Venus, off for Philly"),
        new("profiler_limit", "200s", "a length of time", "How long a job is profiled at most.", LucidSource),
        new("profiler_gpus", "8", "a whole number from 1", "Jobs with more GPUs are not profiled.", LucidSource),
        new("most_score", "2", "a whole number from 0 to 4",
            "Two jobs may share when their sharing scores (0 to 2) add up to this at most.", LucidSource),
        new("shared_gpus", "8", "a whole number from 1", "Jobs with more GPUs share with nobody.", LucidSource),
        new("gpu_memory", "24576", "MiB, more than 0", "What two jobs must fit into together.", LucidSource),
        new("key_factor", "2", "a number greater than 0",
            "A job joins nobody whose expected service is less than its own divided by this.", LucidSource),
        new("busy_jobs", "2", "jobs in ten minutes, or -1 to share always",
            "No sharing while no more than this many jobs were submitted, on average of the last fifty minutes.",
            LucidSource),
    ];

    private static readonly ImmutableArray<PolicyOption> GandivaParts =
    [
        new("slice", "60s", "a length of time", "How long a job runs before the next on its GPUs has its turn.",
            "Xiao et al., OSDI 2018"),
        new("packing", "on", "on or off", "Whether pairs of jobs are tried on the same GPUs.",
            "Xiao et al., OSDI 2018"),
        new("packing_gain", "1", "a number from 0 to 2",
            "What the speeds of a pair must exceed together for it to stay; taking turns is 1."),
        new("migration", "on", "on or off", "Whether running jobs move to what becomes free.",
            "Xiao et al., OSDI 2018"),
        new("grow-shrink", "on", "on or off",
            "Whether elastic training jobs grow to the idle GPUs of their node and shrink for jobs that need room.",
            "Xiao et al., OSDI 2018"),
    ];

    private static readonly ImmutableArray<PolicyOption> AntManParts =
    [
        new("guarantee", "quota", "quota or priority",
            "Who is guaranteed: jobs within the quota of their queue, or those that ask for a priority of 1 or more.",
            "Xiao et al., OSDI 2020"),
        new("quota", "even", "GPUs of each queue, or even", "Even: each queue has the same part of the cluster."),
        new("busy", "80", "percent, 0 to 100",
            "An opportunistic job joins only guaranteed jobs that keep a GPU less busy than this."),
    ];

    private static readonly ImmutableArray<PolicyOption> HorusParts =
    [
        new("most_utilization", "100", "percent, more than 0",
            "What the predicted utilizations of jobs on one GPU may add up to.", "Yeung et al., TPDS 2022"),
        new("gpu_memory", "24576", "MiB, more than 0", "What their predicted memories may add up to."),
        new("most_jobs", "2", "a whole number from 1", "Jobs on one GPU."),
    ];

    private static readonly ImmutableArray<(string, Func<bool>)> Switch = [("on", () => true), ("off", () => false)];

    public static ImmutableArray<PolicyDescription> All { get; } = [Lucid(), Gandiva(), AntMan(), Horus()];

    private static PolicyDescription Gandiva() => new(
        "gandiva", "Nobody waits who can take turns; pairs that run faster together than in turn share GPUs.",
        PolicyMaturity.Simplified, usesWalltimes: false, GandivaParts,
        values =>
        {
            GandivaOptions options = new()
            {
                Slice = values.Length("slice"),
                Packs = values.Choice("packing", Switch),
                PackingGain = values.Number("packing_gain", 0, 2),
                Migrates = values.Choice("migration", Switch),
                Grows = values.Choice("grow-shrink", Switch),
            };
            return values.Good ? new GandivaPolicy(options, Given(values, GandivaParts)) : null;
        })
    {
        SharesGpus = true,
    };

    private static PolicyDescription AntMan() => new(
        "antman", "Guaranteed jobs at full speed; the others at once, in the time that those leave over.",
        PolicyMaturity.Simplified, usesWalltimes: false, AntManParts,
        values =>
        {
            AntManOptions options = new()
            {
                ByPriority = values.Choice<bool>("guarantee", [("quota", () => false), ("priority", () => true)]),
                QuotaGpus = values.Text("quota") == "even" ? null : values.Number("quota", 0, 1e9, exclusive: true),
                BusyUtilization = values.Number("busy", 0, 100),
            };
            return values.Good ? new AntManPolicy(options, Given(values, AntManParts)) : null;
        })
    {
        SharesGpus = true,
    };

    private static PolicyDescription Horus() => new(
        "horus", "Jobs share a GPU when their predicted utilization and memory fit, where least is left over.",
        PolicyMaturity.Simplified, usesWalltimes: false, HorusParts,
        values =>
        {
            HorusOptions options = new()
            {
                MostUtilization = values.Number("most_utilization", 0, 1e6, exclusive: true),
                MemoryMiB = values.Number("gpu_memory", 0, 1e9, exclusive: true),
                MostJobs = values.Whole("most_jobs"),
            };
            return values.Good ? new HorusPolicy(options, Given(values, HorusParts)) : null;
        })
    {
        SharesGpus = true,
    };


    private static PolicyDescription Lucid() => new(
        "lucid", "Profiles new jobs, then packs those that hardly disturb each other, least expected service first.",
        PolicyMaturity.Faithful, usesWalltimes: true, LucidParts,
        values =>
        {
            LucidOptions options = new()
            {
                Variant = PolicyVariants.Of(values),
                ProfilerNodes = (int)values.Number("profiler_nodes", 0, 1e6),
                ScalesProfiler = values.Choice("profiler_scaling", Switch),
                ProfilerLimit = values.Length("profiler_limit"),
                ProfilerGpus = values.Whole("profiler_gpus"),
                MostScore = (int)values.Number("most_score", 0, 4),
                SharedGpus = values.Whole("shared_gpus"),
                MemoryMiB = values.Number("gpu_memory", 0, 1e9, exclusive: true),
                KeyFactor = values.Number("key_factor", 0, 1e9, exclusive: true),
                BusyJobs = values.Number("busy_jobs", -1, 1e9),
            };
            return values.Good ? new LucidPolicy(options, Given(values, LucidParts)) : null;
        })
    {
        SharesGpus = true,
    };

    private static ImmutableSortedDictionary<string, string> Given(
        OptionValues values, ImmutableArray<PolicyOption> options) =>
        options.ToImmutableSortedDictionary(
            option => option.Name, option => values.Text(option.Name), StringComparer.Ordinal);
}
