namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// Reads the cases of the rule library: one text file a rule. A line at the margin opens a case, <c>hit 1:30: why</c>
/// or <c>none: why</c>; the indented lines below are its story. <c>each NAME=a|b</c> stands for one case for each
/// value.
/// </summary>
internal static class RuleCases
{
    private static readonly string s_folder = Repository.Path("tests/ClusterSim.Tests/Behavior/Library/Cases");

    public static IEnumerable<RuleCase> All() => Directory.EnumerateFiles(s_folder, "*.txt")
        .Order(StringComparer.Ordinal).SelectMany(path => Of(Path.GetFileNameWithoutExtension(path)));

    public static IEnumerable<RuleCase> Of(string rule)
    {
        string path = Path.Combine(s_folder, rule + ".txt");
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        for (int i = 0; i < lines.Length; i++)
        {
            string head = lines[i];
            List<string> story = [];
            while (i + 1 < lines.Length && lines[i + 1].StartsWith(' '))
            {
                story.Add(lines[++i].Trim());
            }

            foreach (RuleCase one in Expand(rule, head, string.Join("; ", story)))
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<RuleCase> Expand(string rule, string head, string story)
    {
        int end = head.IndexOf(": ", StringComparison.Ordinal);
        string[] words = head[..end].Split(' ', 2);
        string why = head[(end + 2)..];
        string rest = words.Length > 1 ? words[1] : "";
        if (words[0] is not ("hit" or "none"))
        {
            throw new FormatException($"{rule}: '{head}' begins neither with hit nor with none");
        }

        if (!rest.StartsWith("each ", StringComparison.Ordinal))
        {
            return [new RuleCase(rule, why, rest, story)];
        }

        string[] each = rest["each ".Length..].Split('=');
        return each[1].Split('|')
            .Select(value => new RuleCase(rule, $"{value}: {why}", "", story.Replace($"{{{each[0]}}}", value)));
    }
}
