using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Reads and compiles the <c>rule</c> block of a document as the community's compiler does, stage by stage: the same
/// defaults, the same checks, and its words for what is wrong.
/// </summary>
internal sealed class PatternReader<TTerm>(RuleFile file, ITermReader<TTerm> terms)
    where TTerm : IEquatable<TTerm>
{
    private const int MostRepetitions = 64;

    private readonly Dictionary<YamlNode, RulePattern<TTerm>?> _known = [];
    private readonly NegateReader _negates = new(file);

    /// <summary>The compiled pattern; <c>null</c> when there were problems.</summary>
    public RulePattern<TTerm>? Read(YamlMappingNode rule)
    {
        int before = file.Problems.Count;
        file.CheckKeys(rule, "'rule'", "sequence", "set");
        if (ReadBlock(rule) is not { } pattern || file.Problems.Count > before)
        {
            return null;
        }

        int origins = pattern.Leaves.Count(leaf => leaf.IsOrigin);
        if (!pattern.Inner.IsEmpty && origins != 1)
        {
            file.Report(
                rule, origins == 0 ? "missing origin event" : "multiple origin events", $"{origins} events of origin",
                "'origin: true' at the one 'event' that takes the blame");
        }

        return file.Problems.Count == before ? pattern : null;
    }

    private RulePattern<TTerm>? ReadBlock(YamlMappingNode owner)
    {
        YamlMappingNode? sequence = file.Mapping(owner, "sequence", required: false);
        YamlMappingNode? set = file.Mapping(owner, "set", required: false);
        if (sequence is null && set is null)
        {
            file.Report(owner, "not supported", "neither 'sequence' nor 'set'", "one of them");
            return null;
        }

        if (sequence is not null && set is not null && !file.IsLenient)
        {
            file.Report(owner, "both 'sequence' and 'set'", "one of them");
            return null;
        }

        // The community's compiler takes the sequence when there are both.
        return sequence is not null
            ? ReadBlock(sequence, PatternShape.Sequence, "sequence", "order")
            : ReadBlock(set!, PatternShape.Set, "set", "match");
    }

    private RulePattern<TTerm>? ReadBlock(YamlMappingNode block, PatternShape shape, string name, string list)
    {
        file.CheckKeys(block, $"'{name}'", "window", "event", list, "negate", "correlations", "origin");
        YamlNode? given = RuleFile.Find(block, list);
        if (given is YamlSequenceNode { Children.Count: 0 } && RuleFile.Find(block, "event") is not null)
        {
            file.Report(given, "invalid event on inner node", $"no terms in '{list}'", "a list of one or more terms");
            return null;
        }

        if (given is not YamlSequenceNode { Children.Count: > 0 } items)
        {
            file.Report(block, $"'{name}' missing '{list}'", $"no terms in '{list}'", "a list of one or more terms");
            file.Items(block, list);
            return null;
        }

        YamlNode[] negates = [.. file.Items(block, "negate")];
        int nested = items.Children.Concat(negates).Count(item => Nested(item) is not null);
        if (nested > 0 && nested < items.Children.Count + negates.Length)
        {
            file.Report(
                block, "invalid node type", "terms beside sets and sequences",
                "only terms, or only sets and sequences");
            return null;
        }

        return nested == 0 ? ReadLeaf(block, shape, items, negates) : ReadInner(block, shape, items, negates);
    }

    private RulePattern<TTerm> ReadLeaf(
        YamlMappingNode block, PatternShape shape, YamlSequenceNode items, YamlNode[] negates)
    {
        (string source, bool origin) = ReadEvent(block);
        ImmutableArray<TTerm> positive = [.. items.Children.SelectMany(terms.ReadPositive)];
        (ImmutableArray<TTerm> slots, ImmutableArray<int> counts) = SlotMerge.Of(shape, positive);
        ImmutableArray<TTerm> negative = [.. negates.SelectMany(terms.ReadNegative)];
        TimeSpan window = ReadWindow(block, shape, counts.Sum());
        PatternSpec spec = ReadSpec(block, window, shape, counts, negates, terms.CheckAnchor);
        return Complete(block, window, new RulePattern<TTerm>(spec, slots, negative)
        {
            Source = source, IsOrigin = origin,
        });
    }

    private RulePattern<TTerm>? ReadInner(
        YamlMappingNode block, PatternShape shape, YamlSequenceNode items, YamlNode[] negates)
    {
        if (RuleFile.Find(block, "event") is { } own)
        {
            file.Report(
                own, "invalid event on inner node", "an 'event' beside sets and sequences", "it in each of these");
        }

        RulePattern<TTerm>?[] positive = [.. items.Children.SelectMany(item => Repeat(item, ReadNested(item)))];
        RulePattern<TTerm>?[] negative = [.. negates.Select(ReadNested)];
        if (positive.Concat(negative).Contains(null))
        {
            return null;
        }

        (ImmutableArray<RulePattern<TTerm>> slots, ImmutableArray<int> counts) =
            SlotMerge.Of(shape, positive.OfType<RulePattern<TTerm>>());
        TimeSpan window = ReadWindow(block, shape, counts.Sum());
        PatternSpec spec = ReadSpec(block, window, shape, counts, negates, CheckInnerAnchor);
        return Complete(block, window, new RulePattern<TTerm>(spec, [], [])
        {
            Inner = slots, InnerNegates = [.. negative.OfType<RulePattern<TTerm>>()],
        });
    }

    private RulePattern<TTerm> Complete(YamlMappingNode block, TimeSpan window, RulePattern<TTerm> pattern)
    {
        file.Flag(block, "origin");
        ImmutableArray<string> names =
        [
            .. file.Texts(block, "correlations").SelectMany(name => name.Split('+')).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        terms.CheckCorrelations(block, names);
        return pattern with { Window = window, Correlations = names };
    }

    // One pattern for one place in the file, so that what stands twice is the same.
    private RulePattern<TTerm>? ReadNested(YamlNode item)
    {
        YamlMappingNode owner = Nested(item)!;
        if (!_known.TryGetValue(owner, out RulePattern<TTerm>? pattern))
        {
            _known.Add(owner, null);
            _known[owner] = pattern = ReadBlock(owner);
        }
        else if (pattern is null)
        {
            file.Report(item, "a term that contains itself or is wrong", "a sound term");
        }

        return pattern;
    }

    private IEnumerable<RulePattern<TTerm>?> Repeat(YamlNode item, RulePattern<TTerm>? pattern) =>
        Enumerable.Repeat(pattern, Math.Max(1, file.Integer(Nested(item)!, "count", int.MinValue, MostRepetitions, 1)));

    private YamlMappingNode? Nested(YamlNode item) =>
        (terms.Definition(item) ?? item) is YamlMappingNode map
        && (RuleFile.Find(map, "set") ?? RuleFile.Find(map, "sequence")) is not null ? map : null;

    private (string Source, bool IsOrigin) ReadEvent(YamlMappingNode block)
    {
        YamlMappingNode? map = file.Mapping(block, "event", required: false);
        string source = map is null ? "" : file.Text(map, "source") ?? "";
        if (source.Length == 0)
        {
            file.Report(
                map ?? block, map is null ? "root node has no event source" : "invalid event type",
                "no 'event' with a 'source'",
                $"what is read, e.g. event: {{source: {EventVocabulary.Source}}} or {{source: cre.log.nginx}}");
            return ("", false);
        }

        file.CheckKeys(map!, "'event'", "source", "origin");
        terms.CheckSource(map!, source);
        return (source, file.Flag(map!, "origin"));
    }

    private PatternSpec ReadSpec(
        YamlMappingNode block, TimeSpan window, PatternShape shape, ImmutableArray<int> counts, YamlNode[] negates,
        Action<YamlNode, int, PatternShape, ImmutableArray<int>> checkAnchor)
    {
        ImmutableArray<NegateSpec> conditions =
            [.. negates.Select(node => _negates.Read(node, terms.Definition(node), terms.UnitsPerTick))];
        for (int i = 0; i < negates.Length; i++)
        {
            int anchor = conditions[i].Anchor, length = counts.Sum();
            checkAnchor(negates[i], anchor, shape, counts);
            if (anchor >= length)
            {
                file.Report(
                    negates[i], "anchor out of range", $"the anchor {anchor}", $"less than {length}, the terms");
            }
        }

        foreach (int count in new[] { counts.Length, negates.Length }.Where(count => count > PatternSpec.MaxSlots))
        {
            file.Report(block, "too many terms", $"{count} different terms", $"at most {PatternSpec.MaxSlots}");
        }

        return new PatternSpec(shape, window.Ticks * terms.UnitsPerTick, counts, conditions);
    }

    private void CheckInnerAnchor(YamlNode node, int anchor, PatternShape shape, ImmutableArray<int> counts)
    {
        if (anchor > counts.Sum())
        {
            file.Report(node, "invalid negate anchor", $"the anchor {anchor}", $"less than {counts.Sum()}");
        }
    }

    private TimeSpan ReadWindow(YamlMappingNode block, PatternShape shape, int length)
    {
        YamlNode? written = RuleFile.Find(block, "window");
        TimeSpan window = TimeSpan.Zero;
        if (written is not null
            && !(written is YamlScalarNode { Value: { } text } && GoDuration.TryParse(text, out window)
                && window.Duration() <= RuleFile.LongestDuration))
        {
            file.Report(
                written, "invalid 'window'", $"{RuleFile.Describe(written)} as 'window'",
                "a duration like 90s, 5m or 1h30m (units ns, us, ms, s, m, h; at most 876000h)");
            return window;
        }

        if (shape == PatternShape.Sequence && length == 1)
        {
            file.Report(
                block, "sequences require two or more positive conditions", "a sequence of one term",
                "two or more terms, counting repetitions, or a set");
        }

        bool needed = shape == PatternShape.Sequence || length > 1;
        if (length > 0 && needed == (window <= TimeSpan.Zero))
        {
            file.Report(
                written ?? block, "invalid window",
                written is null ? "no 'window'" : $"{RuleFile.Describe(written)} as 'window'",
                needed ? "a positive duration like 5m" : "no window: a single event has no span");
        }

        return window;
    }
}
