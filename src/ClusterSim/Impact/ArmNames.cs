using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>Names that tell the runs of a comparison apart.</summary>
internal static class ArmNames
{
    /// <summary>
    /// The policies' names; equal ones with the platform or the options in which they differ, and with a number when
    /// there are none.
    /// </summary>
    public static string[] Of(IReadOnlyList<RunResult> runs)
    {
        string[] names = [.. runs.Select(run => run.Policy)];
        for (int i = 0; i < names.Length; i++)
        {
            RunResult[] equal = [.. runs.Where(run => run.Policy == runs[i].Policy)];
            names[i] += equal.Length > 1 ? Distinction(runs[i], equal) : "";
        }

        for (int i = 1; i < names.Length; i++)
        {
            string numbered = names[i] + " #";
            int before = names.Take(i).Count(
                name => name == names[i] || name.StartsWith(numbered, StringComparison.Ordinal));
            names[i] += before > 0 ? $" #{before + 1}" : "";
        }

        return names;
    }

    private static string Distinction(RunResult run, RunResult[] equal)
    {
        List<string> parts = [];
        if (equal.Any(other => other.Platform.Name != run.Platform.Name))
        {
            parts.Add(run.Platform.Name);
        }

        var options = run.PolicyOptions.OrderBy(option => option.Key, StringComparer.Ordinal);
        foreach ((string option, string value) in options)
        {
            if (equal.Any(other => !other.PolicyOptions.TryGetValue(option, out string? found) || found != value))
            {
                parts.Add($"{option}={value}");
            }
        }

        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
