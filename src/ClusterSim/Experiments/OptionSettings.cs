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
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=');
            if (equals <= 0)
            {
                problems.Add(QuickExperiment.Problem(Option, $"found '{setting}', expected KEY=VALUE"));
                continue;
            }

            SpecNode node = new SpecScalar(setting[(equals + 1)..].Trim(), 0, 0);
            foreach (string key in setting[..equals].Trim().Split('.').Reverse())
            {
                node = new SpecMap([KeyValuePair.Create(new SpecScalar(key, 0, 0), node)], 0, 0);
            }

            List<ExperimentProblem> found = [];
            start = OptionReader.Read(new SpecPlace(node, "", "", found), start, named: false);
            problems.AddRange(found.Select(problem => problem with { Path = $"{Option} {problem.Path}" }));
        }

        return start;
    }
}
