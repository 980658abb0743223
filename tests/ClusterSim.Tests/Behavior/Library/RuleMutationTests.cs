using ClusterSim.Behavior.Rules;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// Nothing in a rule may be idle: when any one of its negative conditions or comparisons is taken away, some case of
/// the rule must come out differently. Otherwise the condition, or the case that it needs, is missing.
/// </summary>
public sealed class RuleMutationTests
{
    private static IEnumerable<string> Names() => LibraryFile.All().Select(file => file.Name);

    [TestCaseSource(nameof(Names))]
    public void EveryConditionOfARuleDecidesSomeCase(string name)
    {
        string[] spare = [.. Conditions(LibraryFile.Of(name)).Index()
            .Where(condition => !DecidesSomeCase(name, condition.Index)).Select(condition => condition.Item.What)];
        Assert.That(spare, Is.Empty, "no case needs these conditions");
    }

    private static bool DecidesSomeCase(string name, int number)
    {
        LibraryFile changed = LibraryFile.Of(name);
        (YamlSequenceNode list, YamlNode item, YamlMappingNode owner, _) = Conditions(changed).ElementAt(number);
        list.Children.Remove(item);
        if (list.Children.Count == 0)
        {
            owner.Children.Remove(owner.Children.Single(pair => pair.Value == list).Key);
        }

        RuleSet rule = Load(changed);
        return RuleCases.Of(name).Any(one => new RuleStory(one.Story).Hits(rule) != one.Hits);
    }

    /// <summary>The list, the item, the mapping that has the list, and what a person calls it.</summary>
    private static IEnumerable<(YamlSequenceNode List, YamlNode Item, YamlMappingNode Owner, string What)> Conditions(
        LibraryFile file)
    {
        IEnumerable<YamlMappingNode> owners = file.Pattern.Children.Values.OfType<YamlSequenceNode>()
            .SelectMany(list => list.Children.OfType<YamlMappingNode>()).Prepend(file.Pattern).Prepend(file.Rule);
        foreach (YamlMappingNode owner in owners)
        {
            foreach (string key in new[] { "negate", "where" })
            {
                if (owner.Children.TryGetValue(key, out YamlNode? node) && node is YamlSequenceNode list)
                {
                    foreach (YamlNode item in list.Children)
                    {
                        yield return (list, item, owner, $"{key}: {item}");
                    }
                }
            }
        }
    }

    private static RuleSet Load(LibraryFile changed)
    {
        string path = System.IO.Path.Combine(TestContext.CurrentContext.WorkDirectory, $"mutant-{changed.Name}.yaml");
        YamlMappingNode root = new(new YamlScalarNode("rules"), new YamlSequenceNode(changed.Rule));
        using (StreamWriter writer = new(path))
        {
            new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        }

        try
        {
            return CreRules.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
