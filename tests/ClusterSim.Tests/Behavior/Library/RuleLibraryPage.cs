using System.Text;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>Makes the tables of docs/rule-library.md out of the documents of the rules.</summary>
internal static class RuleLibraryPage
{
    public const string Begin = "<!-- made from rules/ by RuleLibraryPageTests; do not edit below -->";

    public static string Tables()
    {
        StringBuilder page = new();
        foreach (var theme in LibraryFile.All().GroupBy(file => Path.GetFileName(Path.GetDirectoryName(file.Path))!))
        {
            page.Append($"\n## {theme.Key}\n\n| rule | finds | threshold | unless | action | source |\n");
            page.Append("|---|---|---|---|---|---|\n");
            foreach (LibraryFile file in theme)
            {
                page.Append(Row(file, theme.Key));
            }
        }

        return page.ToString();
    }

    private static string Row(LibraryFile file, string theme)
    {
        string[] cells =
        [
            $"[{file.Name}](../rules/{theme}/{file.Name}.yaml)",
            file.Cre("title"),
            Threshold(file),
            Unless(file),
            $"{Text(file.Rule["action"], "recommend")} ({Text(file.Rule["action"], "confidence")})",
            string.Join(", ", ((YamlSequenceNode)file.Rule["cre"]["references"]).Select(node => Link(node.ToString()))),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Threshold(LibraryFile file)
    {
        bool inOrder = file.Pattern.Children.ContainsKey("order");
        YamlSequenceNode terms = (YamlSequenceNode)file.Pattern[inOrder ? "order" : "match"];
        string what = string.Join(inOrder ? " → " : " and ", terms.Select(Term));
        string window = Text(file.Pattern, "window");
        string within = window is "" or "8760h" ? "" : $", within {window}";
        string where = file.Rule.Children.ContainsKey("where")
            ? $"; then {string.Join(", ", ((YamlSequenceNode)file.Rule["where"]).Select(Code))}"
            : "";
        return what + within + where;
    }

    private static string Unless(LibraryFile file)
    {
        if (!file.Pattern.Children.TryGetValue("negate", out YamlNode? node))
        {
            return "–";
        }

        return string.Join("; ", ((YamlSequenceNode)node).OfType<YamlMappingNode>()
            .GroupBy(When, StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group.Select(Term))}{group.Key}"));
    }

    private static string When(YamlMappingNode negate)
    {
        string window = Text(negate, "window"), slide = Text(negate, "slide");
        bool before = slide.StartsWith('-');
        return (window.Length > 0, before) switch
        {
            (true, true) => $" in the {slide[1..]} before",
            (true, _) => $" within {window}" + (slide.Length > 0 ? $" from {slide} on" : ""),
            _ => "",
        };
    }

    private static string Term(YamlNode term)
    {
        if (term is not YamlMappingNode map)
        {
            return Code(term);
        }

        string count = Text(map, "count") is { Length: > 0 } times ? $"{times} × " : "";
        string where = map.Children.TryGetValue("where", out YamlNode? list)
            ? $" ({string.Join(", ", ((YamlSequenceNode)list).Select(Code))})"
            : "";
        return $"{count}`{Text(map, "value")}`{where}";
    }

    private static string Code(YamlNode node) => $"`{node}`";

    private static string Text(YamlNode map, string key) =>
        ((YamlMappingNode)map).Children.TryGetValue(key, out YamlNode? value) ? value.ToString() : "";

    private static string Link(string url)
    {
        string[] parts = new Uri(url).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string host = new Uri(url).Host;
        return $"[{(host == "github.com" ? parts[1] : host)}]({url})";
    }
}
