using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>A node of a parsed YAML document that remembers where it stood.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal abstract record SpecNode(int Line, int Column)
{
    /// <summary>What was found, for messages.</summary>
    public abstract string Found { get; }
}

/// <summary>A single value.</summary>
/// <param name="Text">The value without quotes; empty for a key without a value.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal sealed record SpecScalar(string Text, int Line, int Column) : SpecNode(Line, Column)
{
    private const int MaxShown = 80;

    public override string Found => Text.Length switch
    {
        0 => "nothing",
        > MaxShown => $"'{Text[..MaxShown]}...'",
        _ => $"'{Text}'",
    };
}

/// <summary>A sequence.</summary>
internal sealed record SpecList(ImmutableArray<SpecNode> Items, int Line, int Column) : SpecNode(Line, Column)
{
    public override string Found => "a list";
}

/// <summary>A mapping, in the order of the file.</summary>
internal sealed record SpecMap(
    ImmutableArray<KeyValuePair<SpecScalar, SpecNode>> Entries, int Line, int Column) : SpecNode(Line, Column)
{
    public override string Found => "a mapping";
}
