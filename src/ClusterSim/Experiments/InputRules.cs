using ClusterSim.Platforms;

namespace ClusterSim.Experiments;

/// <summary>What must hold for the files, names and options that an experiment refers to.</summary>
internal static class InputRules
{
    public static void Check(List<ExperimentProblem> problems, ExperimentSpec spec)
    {
        for (int i = 0; i < spec.Platforms.Length; i++)
        {
            problems.AddRange(PlatformProblems(spec, i));
        }

        for (int i = 0; i < spec.Rules.Length; i++)
        {
            if (!File.Exists(spec.Rules[i]) && !Directory.Exists(spec.Rules[i]))
            {
                string message = $"found no file or folder '{spec.Rules[i]}'";
                problems.Add(new ExperimentProblem(spec.File, 0, 0, $"rules[{i}]", message));
            }
        }
    }

    private static IEnumerable<ExperimentProblem> PlatformProblems(ExperimentSpec spec, int index)
    {
        string source = spec.Platforms[index].Source;
        try
        {
            Platform.Load(source);
            return [];
        }
        catch (PlatformException error)
        {
            return error.Problems.Select(problem => problem.Line > 0
                ? new ExperimentProblem(source, problem.Line, problem.Column, problem.Path, problem.Message)
                : new ExperimentProblem(spec.File, 0, 0, $"platforms[{index}]", problem.ToString()));
        }
    }
}
