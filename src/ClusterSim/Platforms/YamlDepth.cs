using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClusterSim.Platforms;

/// <summary>Bounds the depth of YAML texts before they are read into nodes.</summary>
internal static class YamlDepth
{
    private const int MaxDepth = 32;

    /// <summary>
    /// Refuses a text that nests too deeply. The representation model recurses: a file of a hundred thousand brackets
    /// would end the process.
    /// </summary>
    /// <exception cref="YamlException">It nests too deeply, or is malformed.</exception>
    public static void Check(string text)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (Next(parser))
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                ParsingEvent at = parser.Current;
                throw new YamlException(at.Start, at.End, $"found more than {MaxDepth} nested levels");
            }
        }
    }

    // On some malformed texts, such as a plain scalar that begins with a mark of a flow, the parser itself fails.
    private static bool Next(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            Mark at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "found text that is no YAML behind this place");
        }
    }
}
