using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Reads the <c>rule</c> block of a document over logs as the community's compiler does, stage by stage: the same
/// defaults, the same checks, and its words for what is wrong.
/// </summary>
internal sealed class LogPatternReader(RuleFile file, YamlMappingNode? named)
{
    private const long NanosecondsPerTick = 100;

    private readonly LogTermReader _terms = new(file, named);

    /// <summary>The compiled pattern and its window; <c>null</c> when there were problems.</summary>
    public (LogPattern Pattern, TimeSpan Window)? Read(YamlMappingNode rule)
    {
        int before = file.Problems.Count;
        YamlMappingNode? sequence = file.Mapping(rule, "sequence", required: false);
        YamlMappingNode? set = file.Mapping(rule, "set", required: false);
        if ((sequence ?? set) is not { } block)
        {
            file.Report(rule, "not supported", "neither 'sequence' nor 'set'", "one of them");
            return null;
        }

        // With both, the sequence counts.
        var read = sequence is not null
            ? Read(block, PatternShape.Sequence, "sequence", "order")
            : Read(block, PatternShape.Set, "set", "match");
        return file.Problems.Count == before ? read : null;
    }

    private (LogPattern, TimeSpan) Read(YamlMappingNode block, PatternShape shape, string name, string list)
    {
        string source = ReadSource(block);
        if (RuleFile.Find(block, list) is not YamlSequenceNode { Children.Count: > 0 })
        {
            file.Report(block, $"'{name}' missing '{list}'", $"no terms in '{list}'", "a list of one or more terms");
        }

        ImmutableArray<LogTerm> positive = [.. file.Items(block, list).SelectMany(_terms.ReadPositive)];
        TimeSpan window = ReadWindow(block, shape, positive.Length);
        (ImmutableArray<LogTerm> slots, ImmutableArray<int> counts) = SlotMerge.Of(shape, positive);
        ImmutableArray<(LogTerm Term, NegateSpec Negate)> negative =
        [
            .. file.Items(block, "negate").Select(item => _terms.ReadNegative(item))
                .OfType<(LogTerm, NegateSpec)>(),
        ];
        foreach (NegateSpec negate in negative.Select(n => n.Negate))
        {
            CheckAnchor(block, shape, negate.Anchor, counts);
        }

        foreach (int count in new[] { slots.Length, negative.Length }.Where(count => count > PatternSpec.MaxSlots))
        {
            file.Report(block, "too many terms", $"{count} different terms", $"at most {PatternSpec.MaxSlots}");
        }

        PatternSpec spec = new(
            shape, window.Ticks * NanosecondsPerTick, counts, [.. negative.Select(n => n.Negate)]);
        return (new LogPattern(source, spec, slots, [.. negative.Select(n => n.Term)]), window);
    }

    private string ReadSource(YamlMappingNode block)
    {
        string? source = RuleFile.Find(block, "event") is YamlMappingNode map ? file.Text(map, "source") : null;
        if (string.IsNullOrEmpty(source))
        {
            file.Report(
                block,
                RuleFile.Find(block, "event") is null ? "root node has no event source" : "invalid event type",
                "no 'event' with a 'source'",
                "the kind of log, e.g. event: {source: cre.log.nginx}");
        }

        return source ?? "";
    }

    private TimeSpan ReadWindow(YamlMappingNode block, PatternShape shape, int length)
    {
        YamlNode? node = RuleFile.Find(block, "window");
        TimeSpan window = TimeSpan.Zero;
        if (node is not null && !(node is YamlScalarNode { Value: { } text } && GoDuration.TryParse(text, out window)))
        {
            file.Report(node, "invalid 'window'", RuleFile.Describe(node), "a duration like 90s, 5m or 1h30m");
            return window;
        }

        if (shape == PatternShape.Sequence && length == 1)
        {
            file.Report(
                block,
                "sequences require two or more positive conditions",
                "a sequence of one term",
                "two or more terms, counting repetitions, or a set");
        }

        bool needed = shape == PatternShape.Sequence || length > 1;
        if (length > 0 && needed == (window <= TimeSpan.Zero))
        {
            string found = node is null ? "no 'window'" : $"the window {RuleFile.Describe(node)}";
            file.Report(
                node ?? block, "invalid window", found,
                needed ? "a positive duration like 5m" : "no window: one entry has no span");
        }

        return window;
    }

    private void CheckAnchor(YamlMappingNode block, PatternShape shape, int anchor, ImmutableArray<int> counts)
    {
        if (anchor >= counts.Sum())
        {
            file.Report(block, "anchor out of range", $"the anchor {anchor}", $"less than {counts.Sum()}, the terms");
        }

        // The one event of a slot that holds no repeats can carry an anchor; so can the first event of all.
        int slot = 0, first = 0;
        while (slot < counts.Length - 1 && anchor >= first + counts[slot])
        {
            first += counts[slot++];
        }

        if (shape == PatternShape.Sequence && anchor > 0 && slot < counts.Length && anchor != first)
        {
            file.Report(
                block, "non zero anchors unsupported with duplicate terms", $"the anchor {anchor} on a repetition",
                "an anchor on a term, or on the first of its repetitions");
        }
    }
}
