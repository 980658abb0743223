using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms;

/// <summary>
/// Platforms that are said in a word: <c>cores:240</c>, <c>cores:120x4</c>, <c>gpus:64</c>, <c>gpus:15x4</c>,
/// <c>pools:10x8</c>, and with cores for each node <c>gpus:15x4+24</c>.
/// </summary>
internal static partial class PlatformShorthand
{
    public const string Forms =
        "'cores:N' (one pool of N cores), 'cores:NxC' (N nodes with C cores), "
        + "'gpus:N' (one pool of N GPUs), 'gpus:NxG' (N nodes with G GPUs) or 'pools:NxG' (the same, with GPU shares "
        + "that are not kept to one device); '+C' after GPUs adds C cores to each node, and '@KIND', '@KIND:SIZES' or "
        + "'@KIND:SIZES:RATIO' at the end a network (fat-tree:TORxPOD, rail-optimised:GROUP, dragonfly:GxRxN, "
        + "torus:XxYxZ; over-subscription RATIO)";

    private const int MaxNodes = 1_000_000;

    /// <summary>
    /// Whether the text is meant as a shorthand: a word and a colon that no drive letter or folder explains.
    /// </summary>
    public static bool IsMeant(string text) => Word().IsMatch(text);

    public static Platform Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        Platform platform = ParseNodes(at < 0 ? text : text[..at], text);
        return at < 0 ? platform : FabricShorthand.Add(platform, text[(at + 1)..]);
    }

    private static Platform ParseNodes(string nodesText, string text)
    {
        Match match = Form().Match(nodesText);
        if (!match.Success || !TryCount(match.Groups["a"], MaxNodes * 1000, out int first)
            || !TryCount(match.Groups["b"], int.MaxValue / 1000, out int second)
            || !TryCount(match.Groups["c"], int.MaxValue / 1000, out int cores))
        {
            throw new PlatformException(
                $"platform '{text}': found '{text}', expected {Forms}; all numbers at least 1.");
        }

        bool pool = !match.Groups["b"].Success;
        int nodes = pool ? 1 : first;
        if (nodes > MaxNodes || (pool && first > int.MaxValue / 1000))
        {
            throw new PlatformException($"platform '{text}': too large; at most {MaxNodes} nodes are supported.");
        }

        int perNode = pool ? first : second;
        Node pattern = match.Groups["kind"].Value == "cores"
            ? new Node { Name = "", CpuMilli = perNode * 1000 }
            : GpuNode(perNode, match.Groups["c"].Success ? cores : 0, match.Groups["kind"].Value == "pools");
        return new Platform { Name = text, Nodes = NodesOf(nodes, pattern), Source = "shorthand " + text };
    }

    private static Node GpuNode(int gpus, int cores, bool fungible) => new()
    {
        Name = "", Gpus = gpus, CpuMilli = cores * 1000, CpuLimited = cores > 0, GpusAreFungible = fungible,
    };

    private static ImmutableArray<Node> NodesOf(int count, Node pattern)
    {
        ImmutableArray<Node>.Builder nodes = ImmutableArray.CreateBuilder<Node>(count);
        for (int i = 0; i < count; i++)
        {
            string name = count == 1 ? "pool" : string.Create(CultureInfo.InvariantCulture, $"node-{i}");
            nodes.Add(pattern with { Name = name });
        }

        return nodes.MoveToImmutable();
    }

    private static bool TryCount(Group digits, int max, out int count)
    {
        count = 1;
        return !digits.Success
            || (int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out count)
                && count >= 1 && count <= max);
    }

    [GeneratedRegex(
        @"^(?:(?<kind>cores):(?<a>[0-9]+)(x(?<b>[0-9]+))?"
        + @"|(?<kind>gpus|pools):(?<a>[0-9]+)(x(?<b>[0-9]+))?(\+(?<c>[0-9]+))?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    // One letter before the colon is a drive.
    [GeneratedRegex(@"^[A-Za-z]{2,}:[^/\\]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
