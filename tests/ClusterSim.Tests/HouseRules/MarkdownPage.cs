using System.Text.RegularExpressions;

namespace ClusterSim.Tests.HouseRules;

/// <summary>A Markdown page: its links, its headings and its blocks of code.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _prose;

    public MarkdownPage(string path, string text)
    {
        Path = path;
        List<string> prose = [];
        List<(string Language, string Code)> blocks = [];
        List<string>? open = null;
        string language = "";
        foreach (string line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (open is not null)
                {
                    blocks.Add((language, string.Join('\n', open)));
                }

                (open, language) = (open is null ? [] : null, line[3..].Trim());
            }
            else
            {
                (open ?? prose).Add(line);
            }
        }

        _prose = [.. prose];
        Blocks = blocks;
    }

    public string Path { get; }

    /// <summary>The blocks of code with the language that the page gives them.</summary>
    public IReadOnlyList<(string Language, string Code)> Blocks { get; }

    /// <summary>Links to files of the repository and to headings; those to the web are left out.</summary>
    public IEnumerable<string> Links =>
        _prose
            .SelectMany(line => Link().Matches(InlineCode().Replace(line, "")))
            .Select(match => match.Groups[1].Value)
            .Where(target =>
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors that the headings make.</summary>
    public IEnumerable<string> Anchors =>
        _prose
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
