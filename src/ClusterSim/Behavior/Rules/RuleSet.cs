using System.Collections.Immutable;

namespace ClusterSim.Behavior.Rules;

/// <summary>The rules of one file or folder.</summary>
public sealed class RuleSet
{
    internal RuleSet(string source, ImmutableArray<CreRule> rules)
    {
        Source = source;
        Rules = rules;
    }

    /// <summary>Where the rules come from.</summary>
    public string Source { get; }

    /// <summary>The rules in order of file and position.</summary>
    public ImmutableArray<CreRule> Rules { get; }

    /// <summary>Files of the folder that are sound YAML but hold no rules, e.g. a taxonomy or data sources.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> FilesWithoutRules { get; init; } = [];

    /// <summary>
    /// What is wrong with the lists of categories and tags in the folder, and what rules name that no list has. It does
    /// not keep rules from being used; a validator should report it.
    /// </summary>
    /// <value>Default empty: nothing, or there are no lists.</value>
    public ImmutableArray<RuleProblem> TaxonomyProblems { get; init; } = [];

    /// <summary>The rules over logs that read one kind of log and no other.</summary>
    /// <param name="type">The kind, as rules name it under <c>event.source</c>; <c>*</c>: all of them.</param>
    public RuleSet OfSource(string type) => new(
        Source, type == "*" ? Rules : [.. Rules.Where(rule => rule.LogSources is [var only] && only == type)]);

    /// <summary>The rules over logs that need several kinds of log.</summary>
    public RuleSet OfSeveralSources() => new(Source, [.. Rules.Where(rule => rule.LogSources.Length > 1)]);
}
