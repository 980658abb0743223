using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClusterSim.Experiments;

/// <summary>
/// Reads one YAML document into nodes with positions. Anchors and aliases are refused and the depth is bounded, so
/// that no file, however hostile, can make the reader loop, blow up or overflow the stack.
/// </summary>
internal sealed class SpecDocument
{
    private const int MaxDepth = 32;
    private readonly Parser _parser;
    private readonly string _file;

    private SpecDocument(string yaml, string file)
    {
        _parser = new Parser(new StringReader(yaml));
        _file = file;
    }

    /// <summary>The root node.</summary>
    /// <exception cref="ExperimentException">The text is not one YAML document.</exception>
    public static SpecNode Read(string yaml, string file)
    {
        SpecDocument document = new(yaml, file);
        try
        {
            return document.ReadRoot();
        }
        catch (YamlException error)
        {
            Mark at = TabIndentation(yaml) ?? error.Start;
            throw document.Error(at, $"found malformed YAML ({Reason(error)})");
        }
        catch (InvalidOperationException)
        {
            // On some malformed texts the parser itself fails.
            throw document.Error(
                document._parser.Current?.End ?? Mark.Empty, "found malformed YAML (behind this place)");
        }
    }

    // The parser places this most frequent of all mistakes at the start of the block around it.
    private static Mark? TabIndentation(string yaml)
    {
        int index = 0;
        string[] lines = yaml.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int tab = lines[i].Length - lines[i].TrimStart().Length > 0 ? lines[i].IndexOf('\t') : -1;
            if (tab >= 0 && string.IsNullOrWhiteSpace(lines[i][..tab]))
            {
                return new Mark(index + tab, i + 1, tab + 1);
            }

            index += lines[i].Length + 1;
        }

        return null;
    }

    private static string Reason(YamlException error) =>
        (error.InnerException?.Message ?? error.Message).ReplaceLineEndings(" ").TrimEnd('.');

    private SpecNode ReadRoot()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw Error(Mark.Empty, "found an empty file, expected an experiment description");
        }

        _parser.Consume<DocumentStart>();
        SpecNode root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            throw Error(second!.Start, "found a second YAML document, expected only one");
        }

        return root;
    }

    private SpecNode ReadNode(int depth)
    {
        ParsingEvent next = _parser.Consume<ParsingEvent>();
        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Error(next.Start, "found a YAML anchor or alias, expected plain values");
        }

        if (depth > MaxDepth)
        {
            throw Error(next.Start, $"found more than {MaxDepth} nested levels, expected an experiment description");
        }

        return next switch
        {
            Scalar scalar => At(scalar),
            SequenceStart => ReadList(next.Start, depth),
            MappingStart => ReadMap(next.Start, depth),
            _ => throw Error(next.Start, "found no value, expected one"),
        };
    }

    private static SpecScalar At(Scalar scalar)
    {
        // "~" and "null" unquoted mean that there is no value.
        bool none = scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";
        return new SpecScalar(none ? "" : scalar.Value, Line(scalar.Start), Column(scalar.Start));
    }

    private SpecList ReadList(Mark start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<SpecNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new SpecList(items.ToImmutable(), Line(start), Column(start));
    }

    private SpecMap ReadMap(Mark start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<SpecScalar, SpecNode>>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not SpecScalar key)
            {
                throw Error(start, "found a key that is not a plain word, expected one");
            }

            entries.Add(new(key, ReadNode(depth + 1)));
        }

        return new SpecMap(entries.ToImmutable(), Line(start), Column(start));
    }

    private ExperimentException Error(Mark at, string message) =>
        new([new ExperimentProblem(_file, Line(at), Column(at), "", message)]);

    private static int Line(Mark mark) => (int)mark.Line;

    private static int Column(Mark mark) => (int)mark.Column;
}
