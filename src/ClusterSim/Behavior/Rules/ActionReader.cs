using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads the <c>action</c> block of a rule, which CRE does not have.</summary>
internal sealed partial class ActionReader(RuleFile file)
{
    private static readonly string[] Placeholders = ["job", "user", "application", "gpus", "target", "hours"];

    /// <summary>The action; <c>null</c> when there were problems.</summary>
    public RuleAction? Read(YamlMappingNode block)
    {
        file.CheckKeys(block, "'action'", "recommend", "confidence", "explanation");
        RecommendedAction? recommend = ReadRecommend(block);
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

        return recommend is { } what && confidence is { } sure ? new RuleAction(what, sure, explanation) : null;
    }

    private RecommendedAction? ReadRecommend(YamlMappingNode block)
    {
        string? text = file.Text(block, "recommend");
        RecommendedAction? action = text switch
        {
            "notify" => RecommendedAction.Notify,
            "reclaim" => RecommendedAction.Reclaim,
            "shrink" => RecommendedAction.Shrink,
            "requeue" => RecommendedAction.Requeue,
            _ => null,
        };
        if (action is null)
        {
            file.ReportValue(block, "recommend", "one of notify, reclaim, shrink, requeue");
        }

        return action;
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
