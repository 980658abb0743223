using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>Names of phases in files of events; rules use the same.</summary>
internal static class PhaseNames
{
    private static readonly ImmutableArray<string> s_table =
        ["compute", "compilation", "data loading", "checkpointing", "evaluation", "idle"];

    /// <summary>All names, for messages.</summary>
    public static string All { get; } = string.Join(", ", s_table);

    public static string Of(PhaseKind phase) => s_table[(int)phase];

    public static bool TryParse(ReadOnlySpan<char> name, out PhaseKind phase)
    {
        for (int i = 0; i < s_table.Length; i++)
        {
            if (name.SequenceEqual(s_table[i]))
            {
                phase = (PhaseKind)i;
                return true;
            }
        }

        phase = default;
        return false;
    }
}
