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

    public static ImmutableArray<PolicyDescription> All { get; } = [Lucid()];

    private static PolicyDescription Lucid() => new(
        "lucid", "Profiles new jobs, then packs those that hardly disturb each other, least expected service first.",
        PolicyMaturity.Faithful, usesWalltimes: true, LucidParts,
        values =>
        {
            LucidOptions options = new()
            {
                Variant = PolicyVariants.Of(values),
                ProfilerNodes = (int)values.Number("profiler_nodes", 0, 1e6),
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
