using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClusterSim.Experiments.Tuning;

/// <summary>An experiment file that runs tuned policies beside their baselines.</summary>
public static class TunedExperiment
{
    /// <summary>The YAML text.</summary>
    /// <param name="spec">The experiment that was tuned on.</param>
    /// <param name="policies">The policies, the baseline first.</param>
    /// <param name="folder">The folder that the file will stand in; paths are written relative to it.</param>
    public static string Of(ExperimentSpec spec, ImmutableArray<PolicyChoice> policies, string folder)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(folder);
        TraceChoice trace = spec.Traces[0];
        string platform = spec.Platforms[0].Source;
        StringBuilder text = new("question: How do the tuned policies do?\n\ntraces:\n");
        text.AppendLine(trace.IsGenerated
            ? $"  - generate: {Quoted(trace.Preset)}"
            : $"  - path: {Quoted(RelativeTo(folder, trace.Path))}");
        if (!trace.Set.IsEmpty)
        {
            text.Append("    set: {")
                .AppendJoin(", ", trace.Set.Select(option => $"{option.Key}: {Quoted(option.Value)}")).AppendLine("}");
        }

        if (trace.Format is { } format)
        {
            text.Append("    format: ").AppendLine(Quoted(format));
        }

        if (!trace.Filters.IsEmpty)
        {
            text.Append("    filter: [").AppendJoin(", ", trace.Filters.Select(Quoted)).AppendLine("]");
        }

        text.Append("\nplatforms: ").AppendLine(Quoted(
            ChoiceName.IsShorthand(platform) ? platform : RelativeTo(folder, platform)));
        text.Append("\npolicies:\n");
        foreach (PolicyChoice policy in policies)
        {
            Append(text, policy);
        }

        if (spec.Options[0] != new OptionChoice { Estimates = spec.Options[0].Estimates })
        {
            text.Append("\n# The other options of the experiment that was tuned on belong here, too.\n");
        }

        if (spec.Options[0].Estimates is { Source: not null } estimates)
        {
            text.Append("\noptions:\n  estimates: ").AppendLine(Quoted(EstimateText.Of(estimates)));
        }

        text.Append("\nbaseline: ").AppendLine(Quoted(policies[0].Name));
        text.Append(CultureInfo.InvariantCulture, $"seeds: [{spec.Seeds[0]}]\n");
        return text.Replace("\r\n", "\n").ToString();
    }

    private static void Append(StringBuilder text, PolicyChoice policy)
    {
        text.Append("  - name: ").AppendLine(Quoted(policy.Name));
        text.Append("    policy: ").AppendLine(Quoted(policy.Policy));
        if (!policy.Set.IsEmpty)
        {
            text.AppendLine("    set:");
        }

        foreach ((string name, string value) in policy.Set)
        {
            bool isFile = name is "model" or "regimes";
            text.Append("      ").Append(name).Append(": ")
                .AppendLine(Quoted(isFile ? Path.GetFullPath(value) : value));
        }
    }

    private static string RelativeTo(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
