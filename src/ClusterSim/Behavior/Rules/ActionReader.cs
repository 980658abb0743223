using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the <c>action</c> block of a rule, which CRE does not have.</summary>
internal sealed partial class ActionReader(RuleFile file)
{
    private static readonly (string Name, RecommendedAction Action)[] Actions =
    [
        ("notify", RecommendedAction.Notify), ("reclaim", RecommendedAction.Reclaim),
        ("shrink", RecommendedAction.Shrink), ("requeue", RecommendedAction.Requeue),
        ("pack", RecommendedAction.Pack), ("migrate", RecommendedAction.Migrate),
        ("reprioritise", RecommendedAction.Reprioritise),
        ("checkpoint-requeue", RecommendedAction.CheckpointRequeue), ("cap-power", RecommendedAction.CapPower),
        ("defer", RecommendedAction.Defer), ("hold-user", RecommendedAction.HoldUser),
        ("smaller-gpu", RecommendedAction.SmallerGpu),
    ];

    private static readonly (string Name, SavingFormula Formula)[] Savings =
    [
        ("none", SavingFormula.None), ("idle-time", SavingFormula.IdleTime), ("idle-gpus", SavingFormula.IdleGpus),
        ("attempt", SavingFormula.Attempt), ("idle-share", SavingFormula.IdleShare),
        ("unsafe-work", SavingFormula.UnsafeWork),
    ];

    private static readonly string[] Placeholders = ["job", "user", "application", "gpus", "target", "hours"];

    /// <summary>The action; <c>null</c> when there were problems.</summary>
    public RuleAction? Read(YamlMappingNode block)
    {
        file.CheckKeys(block, "'action'", "recommend", "confidence", "saving", "explanation");
        RecommendedAction? recommend = Choose(block, "recommend", Actions);
        SavingFormula? saving = RuleFile.Find(block, "saving") is null ? null : Choose(block, "saving", Savings);
        double? confidence = ReadConfidence(block);
        string explanation = file.Text(block, "explanation") ?? "";
        if (explanation.Length == 0)
        {
            file.ReportValue(block, "explanation", "one sentence for people");
        }

        foreach (Match hole in Hole().Matches(explanation))
        {
            if (!Placeholders.Contains(hole.Groups[1].Value))
            {
                string known = string.Join(", ", Placeholders.Select(name => $"{{{name}}}"));
                YamlNode at = RuleFile.Find(block, "explanation")!;
                file.Report(at, $"'{hole.Value}' in 'explanation'", $"one of {known}");
            }
        }

        return recommend is { } what && confidence is { } sure
            ? new RuleAction(what, sure, explanation) { Saving = saving ?? RuleAction.DefaultSavingOf(what) }
            : null;
    }

    private T? Choose<T>(YamlMappingNode block, string key, (string Name, T Value)[] choices)
        where T : struct
    {
        string? text = file.Text(block, key);
        foreach ((string name, T value) in choices)
        {
            if (name == text)
            {
                return value;
            }
        }

        file.ReportValue(block, key, $"one of {string.Join(", ", choices.Select(choice => choice.Name))}");
        return null;
    }

    private double? ReadConfidence(YamlMappingNode block)
    {
        string? text = file.Text(block, "confidence");
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value is >= 0 and <= 1)
        {
            return value;
        }

        file.ReportValue(block, "confidence", "a number from 0 to 1");
        return null;
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
