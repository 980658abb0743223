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
            string group = Joined(
                (spec.Traces.Length, trace.Name), (spec.Platforms.Length, platform.Name),
                (spec.Options.Length, options.Name));
            string seeded = "seed" + seed.ToString(CultureInfo.InvariantCulture);
            string run = Joined((spec.Seeds.Length, seeded), (int.MaxValue, policy.Name));
            string folder = Unique(group.Length == 0 ? run : $"{group}-{run}", taken);
            scenarios.Add(new Scenario(scenarios.Count + 1, folder, group, trace, platform, policy, options, seed));
        }

        return scenarios.ToImmutable();
    }

    // Only the axes that have more than one value tell scenarios apart.
    private static string Joined(params (int Choices, string Name)[] axes) =>
        string.Join('-', axes.Where(axis => axis.Choices > 1).Select(axis => Part(axis.Name)));

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
