using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Experiments;

/// <summary>The filters that make jobs train measured applications.</summary>
internal static class TrainingForm
{
    public const string Named = "FOLDER[;FOLDER][@oracle]", Mixed = "FOLDER[;FOLDER][@SEED][@oracle]";

    private const string Oracle = "oracle";

    /// <summary>Jobs that name their application.</summary>
    public static Func<Workload, Platform?, Workload>? ByName(string value)
    {
        string[] parts = value.Split('@');
        return parts[0].Length > 0 && parts.Length <= 2 && parts.Skip(1).All(part => part == Oracle)
            ? (jobs, _) => jobs.Training(Read(parts[0]), parts.Length > 1)
            : null;
    }

    /// <summary>Jobs whose application nobody knows.</summary>
    public static Func<Workload, Platform?, Workload>? ByClass(string value)
    {
        string[] parts = value.Split('@');
        bool oracle = parts.Length > 1 && parts[^1] == Oracle;
        string[] options = parts[1..(oracle ? ^1 : ^0)];
        long seed = 1;
        bool good = parts[0].Length > 0 && (options.Length == 0 || (options.Length == 1
            && long.TryParse(options[0], NumberStyles.None, CultureInfo.InvariantCulture, out seed)));
        return good ? (jobs, _) => jobs.TrainingMix(Read(parts[0]), seed, oracle) : null;
    }

    private static ImmutableSortedDictionary<string, TrainingApplication> Read(string folders) =>
        TrainingMeasurements.Read(folders.Split(';', StringSplitOptions.TrimEntries));
}
