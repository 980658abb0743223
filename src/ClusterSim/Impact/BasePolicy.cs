using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>Finds the policy that another one wraps, among the runs of a comparison.</summary>
internal static class BasePolicy
{
    private const string Option = "base", Prefix = "base.";

    /// <summary>
    /// Index of the run of the policy that run <paramref name="index"/> wraps, with the same options on the same
    /// platform;
    /// -1 when it wraps none or that one did not run.
    /// </summary>
    public static int Of(IReadOnlyList<RunResult> runs, int index)
    {
        RunResult wrapper = runs[index];
        if (!wrapper.PolicyOptions.TryGetValue(Option, out string? name))
        {
            return -1;
        }

        for (int i = 0; i < runs.Count; i++)
        {
            if (runs[i].Policy == name && runs[i].Platform.Name == wrapper.Platform.Name
                && SameOptions(runs[i].PolicyOptions, wrapper.PolicyOptions))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool SameOptions(
        IReadOnlyDictionary<string, string> plain, IReadOnlyDictionary<string, string> wrapper) =>
        plain.All(option =>
            wrapper.TryGetValue(Prefix + option.Key, out string? value) && value == option.Value);

    /// <summary>The sentence about a policy and the one that it wraps.</summary>
    /// <param name="arm">The wrapping policy, compared with the wrapped one.</param>
    /// <param name="name">Name of the wrapped one.</param>
    /// <param name="level">Level of the intervals.</param>
    public static string Sentence(ComparisonArm arm, string name, double level)
    {
        string text = new AnswerSentence(arm, name, level).Text();
        bool startsWithName = text.StartsWith(arm.Name, StringComparison.Ordinal);
        string rest = startsWithName ? text : char.ToLowerInvariant(text[0]) + text[1..];
        return $"Against {name}, which it wraps: {rest}";
    }
}
