using System.Collections.Immutable;

namespace ClusterSim.Behavior.Detectors;

/// <summary>The detectors by name, with their defaults.</summary>
public static class DetectorCatalog
{
    private static readonly ImmutableArray<(DetectorOptions Options, string Description)> Table =
    [
        (new UtilizationDropOptions(), "jobs whose GPU utilization drops and stays down"),
        (new QueueingDelayOptions(), "queues whose jobs wait longer than they used to"),
        (new SlowNodeOptions(), "nodes on which jobs go slower than on others"),
        (new FailureRateOptions(), "users whose jobs fail more often than those of others"),
        (new FailureRateOptions { By = DetectorSubject.Node }, "nodes on which jobs fail more often than on others"),
    ];

    /// <summary>Every name with one line on what it finds.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> All { get; } =
        [.. Table.Select(entry => KeyValuePair.Create(entry.Options.Name, entry.Description))];

    /// <summary>A detector with its defaults.</summary>
    /// <param name="name">Its name, e.g. <c>utilization-drop</c>.</param>
    /// <exception cref="ArgumentException">There is no such detector; the message names all.</exception>
    public static DetectorOptions Create(string name)
    {
        foreach ((DetectorOptions options, _) in Table)
        {
            if (options.Name == name)
            {
                return options;
            }
        }

        throw new ArgumentException(
            $"found the detector '{name}', expected one of {string.Join(", ", All.Select(entry => entry.Key))}");
    }
}
