using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads filters that keep a random part: <c>SHARE@SEED</c> or <c>N@SEED</c>.</summary>
internal static class FilterSamples
{
    public static Func<Workload, Platform?, Workload>? OfJobs(string value) => Parts(value) switch
    {
        (var size, { } seed) when FilterValues.Count(size) is { } count =>
            (jobs, _) => jobs.SampleCount(count, seed),
        (var size, { } seed) when FilterValues.Share(size) is { } share => (jobs, _) => jobs.Sample(share, seed),
        _ => null,
    };

    public static Func<Workload, Platform?, Workload>? OfUsers(string value) =>
        Parts(value) is (var size, { } seed) && FilterValues.Share(size) is { } share
            ? (jobs, _) => jobs.SampleUsers(share, seed)
            : null;

    public static Func<Workload, Platform?, Workload>? OfEach(string value, Func<Job, string> classOf) =>
        Parts(value) is (var size, { } seed) && FilterValues.Share(size) is { } share
            ? (jobs, _) => jobs.SampleEach(share, classOf, seed)
            : null;

    private static (string Size, long? Seed) Parts(string value)
    {
        string[] parts = value.Split('@', 2, StringSplitOptions.TrimEntries);
        long seed = 1;
        bool good = parts.Length == 1
            || long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed);
        return (parts[0], good ? seed : null);
    }
}
