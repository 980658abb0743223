using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>What must hold for every experiment, however it was put together.</summary>
internal static class SpecRules
{
    public static ImmutableArray<ExperimentProblem> Problems(ExperimentSpec spec)
    {
        List<ExperimentProblem> problems = [];
        Names(problems, spec, "traces", [.. spec.Traces.Select(trace => trace.Name)]);
        Names(problems, spec, "platforms", [.. spec.Platforms.Select(platform => platform.Name)]);
        Names(problems, spec, "policies", [.. spec.Policies.Select(policy => policy.Name)]);
        Names(problems, spec, "options", [.. spec.Options.Select(options => options.Name)]);
        Seeds(problems, spec);
        Baseline(problems, spec);
        if (spec.WarmUpShare + spec.CoolDownShare >= 1)
        {
            string message = "found warm-up and cool-down that leave no job to measure, expected less than 1 together";
            problems.Add(new ExperimentProblem(spec.File, 0, 0, "cool_down", message));
        }

        InputRules.Check(problems, spec);
        return [.. problems];
    }

    private static void Names(List<ExperimentProblem> problems, ExperimentSpec spec, string axis, string[] names)
    {
        if (names.Length == 0)
        {
            problems.Add(new ExperimentProblem(spec.File, 0, 0, axis, "found no value, expected at least one"));
        }

        // Folder names of some file systems do not tell upper case from lower case.
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < names.Length; i++)
        {
            if (!seen.Add(names[i]))
            {
                string message = $"found '{names[i]}' a second time, expected different names; set 'name:'";
                problems.Add(new ExperimentProblem(spec.File, 0, 0, $"{axis}[{i}].name", message));
            }
        }
    }

    private static void Seeds(List<ExperimentProblem> problems, ExperimentSpec spec)
    {
        if (spec.Seeds.IsEmpty)
        {
            problems.Add(new ExperimentProblem(spec.File, 0, 0, "seeds", "found no seed, expected at least one"));
        }

        HashSet<long> seen = [];
        foreach (long twice in spec.Seeds.Where(seed => !seen.Add(seed)).Distinct())
        {
            problems.Add(new ExperimentProblem(
                spec.File, 0, 0, "seeds", $"found {twice} a second time, expected different seeds"));
        }
    }

    private static void Baseline(List<ExperimentProblem> problems, ExperimentSpec spec)
    {
        string[] names = [.. spec.Policies.Select(policy => policy.Name).Distinct()];
        if (spec.Baseline.Length > 0 && !names.Contains(spec.Baseline))
        {
            problems.Add(new ExperimentProblem(
                spec.File, 0, 0, "baseline", $"found '{spec.Baseline}', {NearestName.Expected(spec.Baseline, names)}"));
        }
    }
}
