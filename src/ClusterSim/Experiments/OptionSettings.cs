using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>
/// Reads simulation options of the form <c>key=value</c>, with a dot between the levels of an experiment file.
/// </summary>
internal static class OptionSettings
{
    private const string Option = "--option";

    /// <summary>The options; what is wrong with them is added to <paramref name="problems"/>.</summary>
    public static OptionChoice Read(
        ImmutableArray<string> settings, OptionChoice start, List<ExperimentProblem> problems)
    {
        List<(string[] Path, string Value)> leaves = [];
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=');
            if (equals <= 0)
            {
                problems.Add(QuickExperiment.Problem(Option, $"found '{setting}', expected KEY=VALUE"));
                continue;
            }

            leaves.Add((setting[..equals].Trim().Split('.'), setting[(equals + 1)..].Trim()));
        }

        List<ExperimentProblem> found = [];
        start = OptionReader.Read(new SpecPlace(Tree(leaves, 0), "", "", found), start, named: false);
        problems.AddRange(found.Select(problem => problem with { Path = NameOf(problem.Path) }));
        return start;
    }

    // What has an option of its own is known by that.
    private static string NameOf(string key) => key switch
    {
        "signals.carbon" => "--carbon",
        "signals.start" => "--carbon-start",
        "signals.energy_price" => "--energy-price",
        "signals.forecast" => "--forecast",
        _ => $"{Option} {key}",
    };

    // Keys that begin alike belong into one mapping, as in a file.
    private static SpecMap Tree(IEnumerable<(string[] Path, string Value)> leaves, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<SpecScalar, SpecNode>>();
        foreach (var group in leaves.GroupBy(leaf => leaf.Path[depth]))
        {
            SpecScalar key = new(group.Key, 0, 0);
            var ends = group.Where(leaf => leaf.Path.Length == depth + 1);
            entries.AddRange(ends.Select(leaf => KeyValuePair.Create<SpecScalar, SpecNode>(
                key, new SpecScalar(leaf.Value, 0, 0))));
            var deeper = group.Where(leaf => leaf.Path.Length > depth + 1).ToList();
            if (deeper.Count > 0)
            {
                entries.Add(KeyValuePair.Create<SpecScalar, SpecNode>(key, Tree(deeper, depth + 1)));
            }
        }

        return new SpecMap(entries.ToImmutable(), 0, 0);
    }
}
