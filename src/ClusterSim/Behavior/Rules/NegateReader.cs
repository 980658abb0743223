using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>Reads what stands beside the term of a negative condition.</summary>
internal sealed class NegateReader(RuleFile file)
{
    /// <summary>
    /// The options of a negative condition: those that stand where it is used win over those of the named term.
    /// </summary>
    public NegateSpec Read(YamlNode node, YamlNode? definition, long unitsPerTick)
    {
        YamlMappingNode options = definition as YamlMappingNode ?? [];
        options = node is YamlMappingNode own && own.Children.Keys.Any(IsOption) ? own : options;
        return new NegateSpec(
            (file.Duration(options, "window") ?? TimeSpan.Zero).Ticks * unitsPerTick,
            (file.Duration(options, "slide") ?? TimeSpan.Zero).Ticks * unitsPerTick,
            file.Integer(options, "anchor", 0, byte.MaxValue, 0),
            file.Flag(options, "absolute"));
    }

    /// <summary>Whether a key of a term is one of a negative condition's.</summary>
    public static bool IsOption(YamlNode key) =>
        key is YamlScalarNode { Value: "window" or "slide" or "anchor" or "absolute" };
}
