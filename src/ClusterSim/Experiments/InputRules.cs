using System.Globalization;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Rules;
using ClusterSim.Platforms;
using ClusterSim.Traces;

namespace ClusterSim.Experiments;

/// <summary>What must hold for the files, names and options that an experiment refers to.</summary>
internal sealed class InputRules(ExperimentSpec spec, List<ExperimentProblem> problems)
{
    /// <summary>Adds everything that is wrong to <paramref name="problems"/>.</summary>
    public static void Check(List<ExperimentProblem> problems, ExperimentSpec spec)
    {
        InputRules rules = new(spec, problems);
        for (int i = 0; i < spec.Traces.Length; i++)
        {
            rules.CheckTrace(spec.Traces[i], $"traces[{i}]");
        }

        for (int i = 0; i < spec.Platforms.Length; i++)
        {
            if (rules.CheckPlatform(spec.Platforms[i].Source, $"platforms[{i}]") is { } platform)
            {
                rules.CheckNetworks(platform);
            }
        }

        for (int i = 0; i < spec.Policies.Length; i++)
        {
            foreach ((string path, string message) in PolicyMaker.Problems(spec.Policies[i]))
            {
                rules.Report($"policies[{i}].{path}", message);
            }
        }

        for (int i = 0; i < spec.Rules.Length; i++)
        {
            rules.CheckRules(spec.Rules[i], $"rules[{i}]");
        }

        string[] detectors = [.. DetectorCatalog.All.Select(entry => entry.Key)];
        for (int i = 0; i < spec.Detectors.Length; i++)
        {
            if (!detectors.Contains(spec.Detectors[i]))
            {
                string expected = NearestName.Expected(spec.Detectors[i], detectors);
                rules.Report($"detectors[{i}]", $"found '{spec.Detectors[i]}', {expected}");
            }
        }
    }

    private void Report(string path, string message) =>
        problems.Add(new ExperimentProblem(spec.File, 0, 0, path, message));

    private void CheckTrace(TraceChoice trace, string path)
    {
        for (int i = 0; i < trace.Filters.Length; i++)
        {
            if (FilterForms.Parse(trace.Filters[i], out string problem) is null)
            {
                Report(string.Create(CultureInfo.InvariantCulture, $"{path}.filter[{i}]"), problem);
            }
        }

        if (trace.IsGenerated)
        {
            foreach ((string inside, string message) in GeneratorSettings.Problems(trace.Preset, trace.Set, out _))
            {
                Report($"{path}.{inside}", message);
            }

            return;
        }

        try
        {
            TracePath.Resolve(trace.Path);
        }
        catch (TraceFormatException error)
        {
            Report(path, error.Message);
        }

        string[] formats = [.. TraceFormats.All.Select(format => format.Name)];
        if (trace.Format is { } named && named.Split(':')[0] is var name && !formats.Contains(name))
        {
            Report($"{path}.format", $"found '{name}', {NearestName.Expected(name, formats)}");
        }
    }

    private void CheckNetworks(Platform platform)
    {
        for (int i = 0; i < spec.Options.Length; i++)
        {
            try
            {
                spec.Options[i].Network?.On(platform);
            }
            catch (PlatformException error)
            {
                // One set of options without an axis is what 'simulation' says.
                string options = spec.Options.Length == 1 ? "simulation" : $"options[{i}]";
                Report($"{options}.network", error.Message);
            }
        }
    }

    private Platform? CheckPlatform(string source, string path)
    {
        try
        {
            return Platform.Load(source);
        }
        catch (PlatformException error)
        {
            foreach (PlatformProblem problem in error.Problems)
            {
                AddOf(source, problem.Line, problem.Column, problem.Path, problem.Message, path);
            }

            return null;
        }
    }

    private void CheckRules(string fileOrFolder, string path)
    {
        try
        {
            CreRules.Load(fileOrFolder);
        }
        catch (RuleException error)
        {
            foreach (RuleProblem problem in error.Problems)
            {
                string message = $"found {problem.Found}, expected {problem.Expected}";
                AddOf(problem.File, problem.Line, problem.Column, "", message, path);
            }
        }
    }

    // A problem with a line of its own belongs to that file, any other to the place that names the file.
    private void AddOf(string file, int line, int column, string inside, string message, string path) =>
        problems.Add(line > 0
            ? new ExperimentProblem(file, line, column, inside, message)
            : new ExperimentProblem(spec.File, 0, 0, path, Naming(file, message)));

    private static string Naming(string file, string message) =>
        message.Contains(file, StringComparison.Ordinal) ? message : $"{file}: {message}";
}
