using System.Text;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Documentation;

/// <summary>
/// A page of the policy catalogue: text by hand, and at its end a section of which the heading names the policies that
/// the page describes and the rest comes from the catalogue and from the ranking of the experiment all-policies.
/// </summary>
internal sealed class PolicyPage
{
    private const string Heading = "## In the catalogue: ";
    private readonly string _path;
    private readonly string _text;
    private readonly int _section;

    private PolicyPage(string path)
    {
        (_path, _text) = (path, File.ReadAllText(path).ReplaceLineEndings("\n"));
        _section = _text.IndexOf("\n" + Heading, StringComparison.Ordinal) + 1;
    }

    /// <summary>All pages, in order of their names.</summary>
    public static IEnumerable<PolicyPage> All =>
        Directory.GetFiles(Repository.Path("docs/policies"), "*.md").Order(StringComparer.Ordinal)
            .Select(path => new PolicyPage(path));

    /// <summary>Name of the file without its ending.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_path);

    /// <summary>The policies that it describes; none without such a section.</summary>
    public string[] Policies => _section == 0 ? [] : [.. Title.Split('`').Where((_, i) => i % 2 == 1)];

    /// <summary>The section as it stands.</summary>
    public string Section => _section == 0 ? "" : _text[_section..];

    private string Title => _text[_section..].Split('\n')[0];

    /// <summary>The section as it should be.</summary>
    public string Expected(PolicyPlaces places)
    {
        StringBuilder text = new(Title + "\n\n");
        foreach (string policy in Policies)
        {
            Append(text, PolicyCatalog.Find(policy), places);
        }

        if (new PolicyPicture().Svg(this) is not null)
        {
            text.Append($"![JCT over that of fifo, among all policies](../images/policies/{Name}.svg)\n\n");
        }

        text.Append("[All policies side by side](../../experiments/all-policies/README.md)\n\n");
        return text.Append("[All policies](../policies.md)\n").ToString();
    }

    /// <summary>The picture's file.</summary>
    public string Picture => Repository.Path($"docs/images/policies/{Name}.svg");

    /// <summary>Writes section and picture as they should be.</summary>
    public void Rewrite(PolicyPlaces places)
    {
        File.WriteAllText(_path, _text[.._section] + Expected(places));
        if (new PolicyPicture().Svg(this) is { } svg)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Picture)!);
            File.WriteAllText(Picture, svg);
        }
    }

    private static void Append(StringBuilder text, PolicyDescription policy, PolicyPlaces places)
    {
        string maturity = policy.Maturity.ToString().ToLowerInvariant();
        text.Append($"`{policy.Name}`, {maturity}: {policy.Summary}");
        text.Append(policy.Peers.IsEmpty ? "" : $" Equal, job by job, to {string.Join(", ", policy.Peers)}.");
        text.Append($" {places.Sentence(policy.Name)}\n\n");
        if (policy.Options.IsEmpty)
        {
            text.Append("It has no options.\n\n");
            return;
        }

        text.Append("| option | default | values | what it does | source |\n|---|---|---|---|---|\n");
        foreach (PolicyOption option in policy.Options)
        {
            string[] cells =
                [$"`{option.Name}`", $"`{option.Default}`", option.Expected, option.Description, option.Source];
            text.Append($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|")))} |\n");
        }

        text.Append('\n');
    }
}
