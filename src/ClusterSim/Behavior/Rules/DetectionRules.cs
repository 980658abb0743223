using System.Collections.Immutable;

namespace ClusterSim.Behavior.Rules;

/// <summary>Rules of both kinds out of one folder: over events, and over the entries of logs.</summary>
public sealed record DetectionRules
{
    private DetectionRules(string source, RuleSet? overEvents, RuleSet? overLogs) =>
        (OverEvents, OverLogs) = (overEvents ?? new RuleSet(source, []), overLogs ?? new RuleSet(source, []));

    /// <summary>No rules at all.</summary>
    public static DetectionRules None { get; } = new("", null, null);

    /// <summary>Rules over events: those of files that name the source <c>clustersim.events</c>.</summary>
    public RuleSet OverEvents { get; }

    /// <summary>Rules over logs: all others.</summary>
    public RuleSet OverLogs { get; }

    /// <summary>
    /// Reads one file, or all <c>.yaml</c> and <c>.yml</c> files of a folder and its subfolders in order of path.
    /// </summary>
    /// <param name="fileOrFolder">A file or folder, or a name that <see cref="CreRules.Load(string)"/> knows.</param>
    /// <exception cref="RuleException">Something is wrong; it lists all problems of all files.</exception>
    public static DetectionRules Load(string fileOrFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileOrFolder);
        if (!Path.Exists(fileOrFolder))
        {
            return new DetectionRules(fileOrFolder, CreRules.Load(fileOrFolder), null);
        }

        string[] files = FilesOf(fileOrFolder);
        int overEvents = files.Count(IsOverEvents);
        return overEvents == 0 ? new DetectionRules(fileOrFolder, null, CreRules.LoadForLogs(fileOrFolder))
            : File.Exists(fileOrFolder) ? new DetectionRules(fileOrFolder, CreRules.Load(fileOrFolder), null)
            : Mixed(fileOrFolder, files);
    }

    private static DetectionRules Mixed(string folder, string[] files)
    {
        List<RuleSet> events = [], logs = [];
        List<string> others = [];
        List<RuleProblem> problems = [];
        foreach (string file in files)
        {
            try
            {
                if (IsOverEvents(file))
                {
                    events.Add(CreRules.Load(file));
                }
                else if (HasRules(file))
                {
                    logs.Add(CreRules.LoadForLogs(file));
                }
                else
                {
                    others.Add(file);
                }
            }
            catch (RuleException error)
            {
                problems.AddRange(error.Problems);
            }
        }

        AddRepetitions([.. events.Concat(logs).SelectMany(set => set.Rules)], problems);
        return problems.Count == 0
            ? new DetectionRules(folder, Together(folder, events, []), Together(folder, logs, others))
            : throw new RuleException([.. problems]);
    }

    private static RuleSet Together(string folder, List<RuleSet> sets, List<string> others) =>
        new(folder, [.. sets.SelectMany(set => set.Rules)]) { FilesWithoutRules = [.. others] };

    private static void AddRepetitions(ImmutableArray<CreRule> rules, List<RuleProblem> problems)
    {
        foreach (IGrouping<string, CreRule> same in rules.GroupBy(rule => rule.RuleId, StringComparer.Ordinal))
        {
            foreach (CreRule again in same.Skip(1))
            {
                problems.Add(new RuleProblem(
                    again.Location, 0, 0, $"the rule id {same.Key} a second time",
                    $"it once; it first stands at {same.First().Location}"));
            }
        }
    }

    private static string[] FilesOf(string fileOrFolder) => File.Exists(fileOrFolder)
        ? [fileOrFolder]
        : [.. Directory.EnumerateFiles(fileOrFolder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];

    private static bool IsOverEvents(string file) => HasLine(
        file, line => line.Contains(EventVocabulary.Source, StringComparison.Ordinal)
            && line.Contains("source", StringComparison.Ordinal));

    private static bool HasRules(string file) =>
        HasLine(file, line => line.StartsWith("rules", StringComparison.Ordinal) || line.Contains("\"rules\""));

    private static bool HasLine(string file, Func<string, bool> isIt)
    {
        try
        {
            return File.ReadLines(file).Any(line => !line.TrimStart().StartsWith('#') && isIt(line));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever loads the rules tells what is wrong with the file.
            return false;
        }
    }
}
