using System.CommandLine;

namespace ClusterSim.Runner;

/// <summary>A verb of the tool with examples for its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that can be copied.</summary>
    public IReadOnlyList<string> Examples => examples;
}
