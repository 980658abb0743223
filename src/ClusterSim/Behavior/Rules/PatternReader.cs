using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads and compiles the <c>rule</c> block of a document: one sequence or one set of terms.</summary>
internal sealed class PatternReader(RuleFile file, YamlMappingNode? terms)
{
    private readonly TermReader _terms = new(file, terms);

    /// <summary>The compiled pattern; <c>null</c> when there were problems.</summary>
    public PatternReading? Read(YamlMappingNode rule)
    {
        int before = file.Problems.Count;
        file.CheckKeys(rule, "'rule'", "sequence", "set");
        YamlMappingNode? sequence = file.Mapping(rule, "sequence", required: false);
        YamlMappingNode? set = file.Mapping(rule, "set", required: false);
        if (sequence is null == set is null)
        {
            file.Report(
                rule, sequence is null ? "neither 'sequence' nor 'set'" : "both 'sequence' and 'set'", "one of them");
            return null;
        }

        PatternReading? reading = sequence is not null
            ? Read(sequence, PatternShape.Sequence, "sequence", "order")
            : Read(set!, PatternShape.Set, "set", "match");
        return file.Problems.Count == before ? reading : null;
    }

    private PatternReading? Read(YamlMappingNode block, PatternShape shape, string name, string list)
    {
        file.CheckKeys(block, $"'{name}'", "window", "event", list, "negate", "correlations", "origin");
        CheckEvent(block);
        file.Flag(block, "origin");
        ImmutableArray<EventTerm> positive = ReadTerms(block, list);
        TimeSpan window = ReadWindow(block, shape, positive.Length);
        ImmutableArray<(EventTerm Term, NegateSpec Negate)> negative =
        [
            .. file.Items(block, "negate").Select(item => _terms.ReadNegative(item, positive.Length))
                .OfType<(EventTerm, NegateSpec)>(),
        ];
        RuleCorrelation correlation = ReadCorrelation(block);
        (ImmutableArray<EventTerm> slots, ImmutableArray<int> counts) = SlotMerge.Of(shape, positive);
        CheckCount(block, slots.Length);
        CheckCount(block, negative.Length);
        PatternSpec spec = new(shape, window.Ticks, counts, [.. negative.Select(n => n.Negate)]);
        return new PatternReading(new RulePattern(spec, slots, [.. negative.Select(n => n.Term)]), window, correlation);
    }

    private ImmutableArray<EventTerm> ReadTerms(YamlMappingNode block, string list)
    {
        if (RuleFile.Find(block, list) is not YamlSequenceNode { Children.Count: > 0 })
        {
            file.ReportValue(block, list, "a list of one or more terms");
        }

        return [.. file.Items(block, list).SelectMany(_terms.ReadPositive)];
    }

    private void CheckEvent(YamlMappingNode block)
    {
        if (file.Mapping(block, "event", required: true) is not { } map)
        {
            return;
        }

        file.CheckKeys(map, "'event'", "source", "origin");
        file.Flag(map, "origin");
        if (file.Text(map, "source") != EventVocabulary.Source)
        {
            file.ReportValue(
                map, "source", $"'{EventVocabulary.Source}'; rules over other sources are not supported yet");
        }
    }

    private TimeSpan ReadWindow(YamlMappingNode block, PatternShape shape, int length)
    {
        YamlNode? node = RuleFile.Find(block, "window");
        TimeSpan window = file.Duration(block, "window") ?? TimeSpan.Zero;
        if (shape == PatternShape.Sequence && length == 1)
        {
            file.Report(block, "a sequence of one term", "two or more terms, counting repetitions, or a set");
        }

        bool needed = shape == PatternShape.Sequence || length > 1;
        if (needed && (node is null || window < TimeSpan.Zero || (window == TimeSpan.Zero && IsZero(node))))
        {
            file.ReportValue(block, "window", "a positive duration like 5m");
        }
        else if (!needed && node is not null && length == 1)
        {
            file.Report(node, "'window' for a set of one term", "no 'window': a single event has no span");
        }

        return window;
    }

    private static bool IsZero(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } && GoDuration.TryParse(text, out _);

    private void CheckCount(YamlMappingNode block, int count)
    {
        if (count > PatternSpec.MaxSlots)
        {
            file.Report(block, $"{count} different terms", $"at most {PatternSpec.MaxSlots}");
        }
    }

    private RuleCorrelation ReadCorrelation(YamlMappingNode block)
    {
        HashSet<string> names = [.. file.Texts(block, "correlations").SelectMany(name => name.Split('+'))];
        RuleCorrelation? correlation = string.Join('+', names.Order(StringComparer.Ordinal)) switch
        {
            "" => RuleCorrelation.None,
            "job" => RuleCorrelation.Job,
            "user" => RuleCorrelation.User,
            "application" => RuleCorrelation.Application,
            "application+user" => RuleCorrelation.UserAndApplication,
            "node" => RuleCorrelation.Node,
            "gpu" => RuleCorrelation.Gpu,
            _ => null,
        };
        if (correlation is null)
        {
            file.Report(
                RuleFile.Find(block, "correlations")!, $"the correlations {string.Join(", ", names)}",
                "one of job, user, application, node, gpu, or user and application together");
        }

        return correlation ?? RuleCorrelation.None;
    }
}
