using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>What differs between rules over events and rules over logs.</summary>
/// <typeparam name="TTerm">A compiled term.</typeparam>
internal interface ITermReader<TTerm>
    where TTerm : IEquatable<TTerm>
{
    /// <summary>Units of the pattern's clock in one tick of 100 ns.</summary>
    long UnitsPerTick { get; }

    /// <summary>What the name of a term stands for; <c>null</c> when a node names none.</summary>
    YamlNode? Definition(YamlNode node);

    /// <summary>The term as often as it has to occur; nothing when there were problems.</summary>
    IEnumerable<TTerm> ReadPositive(YamlNode node);

    /// <summary>The term of a negative condition; nothing when there were problems.</summary>
    IEnumerable<TTerm> ReadNegative(YamlNode node);

    /// <summary>Reports a source of events that such rules cannot read.</summary>
    void CheckSource(YamlMappingNode sourceOwner, string source);

    /// <summary>Reports the anchor of a negative condition that such rules cannot have.</summary>
    void CheckAnchor(YamlNode node, int anchor, PatternShape shape, ImmutableArray<int> counts);

    /// <summary>Reports names that events cannot have in common.</summary>
    void CheckCorrelations(YamlMappingNode block, ImmutableArray<string> names);
}
