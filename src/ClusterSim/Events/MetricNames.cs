using System.Collections.Immutable;

namespace ClusterSim.Events;

/// <summary>
/// The one table of metrics: their names in rules and files, and their units.
/// </summary>
public static class MetricNames
{
    private static readonly ImmutableArray<(string Name, string Unit)> s_table =
    [
        ("gpu utilization", "%"),
        ("gpu memory", "GB"),
        ("gpu power", "W"),
        ("gpu temperature", "C"),
        ("gpu throttle", "%"),
        ("cpu utilization", "%"),
        ("memory", "GB"),
        ("memory utilization", "%"),
        ("io wait", "%"),
        ("network utilization", "%"),
        ("link utilization", "%"),
        ("loader wait", "%"),
        ("step time", "s"),
        ("active gpus", "GPUs"),
        ("active nodes", "nodes"),
        ("active kernels", "kernels"),
    ];

    /// <summary>Every metric, in the order of the enumeration.</summary>
    public static ImmutableArray<Metric> All { get; } = [.. Enum.GetValues<Metric>()];

    /// <summary>Name of a metric in rules and files: lower case, with spaces.</summary>
    /// <param name="metric">One of the enumeration.</param>
    public static string Of(Metric metric) => s_table[(int)metric].Name;

    /// <summary>Unit of the values of a metric; for counts, what is counted.</summary>
    /// <param name="metric">One of the enumeration.</param>
    public static string UnitOf(Metric metric) => s_table[(int)metric].Unit;

    /// <summary>The metric of a name.</summary>
    /// <param name="name">Name as <see cref="Of"/> gives it.</param>
    /// <param name="metric">The metric when there is one.</param>
    /// <returns><c>false</c> when no metric has the name.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out Metric metric)
    {
        for (int i = 0; i < s_table.Length; i++)
        {
            if (name.SequenceEqual(s_table[i].Name))
            {
                metric = (Metric)i;
                return true;
            }
        }

        metric = default;
        return false;
    }
}
