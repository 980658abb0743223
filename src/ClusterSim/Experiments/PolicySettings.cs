using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>
/// Gives options of the form <c>key=value</c> and <c>policy.key=value</c> to the policies that they are for.
/// </summary>
internal static class PolicySettings
{
    /// <summary>The policies with their options; what cannot be given to any is reported.</summary>
    public static ImmutableArray<PolicyChoice> Distribute(
        ImmutableArray<string> policies, ImmutableArray<string> settings, List<ExperimentProblem> problems)
    {
        PolicyChoice[] choices = [.. policies.Select(name => new PolicyChoice { Name = name, Policy = name })];
        foreach (string setting in settings)
        {
            if (Problem(choices, setting) is { } problem)
            {
                problems.Add(QuickExperiment.Problem("--set", problem));
            }
        }

        return [.. choices];
    }

    private static string? Problem(PolicyChoice[] choices, string setting)
    {
        int equals = setting.IndexOf('=');
        if (equals <= 0)
        {
            return $"found '{setting}', expected [POLICY.]KEY=VALUE";
        }

        string key = setting[..equals].Trim();
        string value = setting[(equals + 1)..].Trim();
        int dot = key.IndexOf('.');
        if (dot > 0 && Array.FindIndex(choices, choice => choice.Name == key[..dot]) is var named and >= 0)
        {
            return Give(choices, named, key[(dot + 1)..], value);
        }

        IEnumerable<int> all = Enumerable.Range(0, choices.Length);
        int[] takers = [.. all.Where(i => PolicyMaker.HasOption(choices[i].Policy, key))];
        return takers.Length == 0
            ? NobodyTakes(choices, key)
            : takers.Select(i => Give(choices, i, key, value)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Give(PolicyChoice[] choices, int index, string key, string value)
    {
        if (choices[index].Set.ContainsKey(key))
        {
            return $"found '{key}' a second time for {choices[index].Name}, expected it once";
        }

        choices[index] = choices[index] with { Set = choices[index].Set.Add(key, value) };
        return null;
    }

    private static string? NobodyTakes(PolicyChoice[] choices, string key)
    {
        string[] known = [.. choices.SelectMany(choice => PolicyMaker.OptionNames(choice.Policy)).Distinct().Order()];
        // With an unknown policy nothing can be said about options; the unknown policy is reported instead.
        return choices.Any(choice => !PolicyMaker.IsKnown(choice.Policy)) ? null
            : known.Length == 0 ? $"found option '{key}', but no chosen policy has options"
            : $"found option '{key}', which no chosen policy has, {NearestName.Expected(key, known)}";
    }
}
