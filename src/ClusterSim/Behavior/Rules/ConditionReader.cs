using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads lists <c>where</c>: comparisons of facts with numbers, which CRE does not have.</summary>
internal sealed partial class ConditionReader(RuleFile file)
{
    private static readonly string[] Operators = ["<", "<=", ">", ">=", "==", "!="];

    /// <summary>The condition under <c>where</c>; <c>null</c> when there is none or it is wrong.</summary>
    public RuleCondition? Read(YamlMappingNode parent)
    {
        YamlNode? where = RuleFile.Find(parent, "where");
        if (where is YamlSequenceNode { Children.Count: 0 })
        {
            file.Report(where, "an empty list 'where'", "one or more comparisons like 'gpus > 1'");
        }

        ImmutableArray<FactTest> tests =
            [.. file.Items(parent, "where").Select(Compile).OfType<FactTest>()];
        return tests.IsEmpty ? null : new RuleCondition(tests);
    }

    private FactTest? Compile(YamlNode node)
    {
        if (file.Scalar(node, "a comparison") is not { } text)
        {
            return null;
        }

        Match parts = Comparison().Match(text);
        if (!parts.Success)
        {
            file.Report(node, $"the comparison '{text}'", "'FACT OPERATOR NUMBER' like 'gpus > 1'; operators are "
                + string.Join(' ', Operators));
            return null;
        }

        if (!RuleFacts.TryParse(parts.Groups["fact"].Value, out RuleFact fact))
        {
            file.Report(
                node, $"the fact '{parts.Groups["fact"].Value}' in 'where'",
                $"one of {string.Join(", ", RuleFacts.Names)}");
            return null;
        }

        double number = double.Parse(parts.Groups["number"].Value, CultureInfo.InvariantCulture);
        return new FactTest(fact, (FactOperator)Array.IndexOf(Operators, parts.Groups["operator"].Value), number);
    }

    [GeneratedRegex(
        @"^\s*(?<fact>[A-Za-z_0-9]+)\s*(?<operator><=|>=|==|!=|<|>)\s*(?<number>[+-]?[0-9]+(\.[0-9]+)?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
