using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClusterSim.Experiments;

/// <summary>Turns the axes of an experiment into its scenarios.</summary>
internal static class Expansion
{
    private const int MaxPartLength = 40;

    // What the experiment itself writes beside the scenarios' folders.
    private static readonly string[] OwnFiles = ["report.html", "report.md", "report.json", "experiment.json"];

    /// <summary>Each combination once, policies varying fastest.</summary>
    public static ImmutableArray<Scenario> Of(ExperimentSpec spec)
    {
        var scenarios = ImmutableArray.CreateBuilder<Scenario>();
        HashSet<string> taken = new(OwnFiles, StringComparer.OrdinalIgnoreCase);
        var cells =
            from trace in spec.Traces
            from platform in spec.Platforms
            from options in spec.Options
            from seed in spec.Seeds
            from policy in spec.Policies
            select (trace, platform, options, seed, policy);
        foreach (var (trace, platform, options, seed, policy) in cells)
        {
            string group = GroupName(spec, trace, platform, options, seed);
            string folder = Unique(group.Length == 0 ? Part(policy.Name) : $"{group}-{Part(policy.Name)}", taken);
            scenarios.Add(new Scenario(scenarios.Count + 1, folder, group, trace, platform, policy, options, seed));
        }

        return scenarios.ToImmutable();
    }

    // Only the axes that have more than one value tell scenarios apart.
    private static string GroupName(
        ExperimentSpec spec, TraceChoice trace, PlatformChoice platform, OptionChoice options, long seed)
    {
        List<string> parts = [];
        Add(spec.Traces.Length, trace.Name);
        Add(spec.Platforms.Length, platform.Name);
        Add(spec.Options.Length, options.Name);
        Add(spec.Seeds.Length, "seed" + seed.ToString(CultureInfo.InvariantCulture));
        return string.Join('-', parts);

        void Add(int choices, string name)
        {
            if (choices > 1)
            {
                parts.Add(Part(name));
            }
        }
    }

    /// <summary>A name as part of a folder name: letters, digits, dot and dash; anything else becomes a dash.</summary>
    internal static string Part(string name)
    {
        StringBuilder part = new(name.Length);
        foreach (Rune rune in name.EnumerateRunes().Take(MaxPartLength))
        {
            bool keep = Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_';
            part.Append(keep ? rune.ToString() : "-");
        }

        string trimmed = part.ToString().Trim('.', '-');
        return trimmed.Length == 0 ? "x" : trimmed;
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        string unique = name;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}~{i}");
        }

        return unique;
    }
}
