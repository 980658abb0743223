using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Reads rules in the CRE form: YAML documents with <c>metadata</c>, <c>cre</c>, <c>rule</c>, and our <c>action</c>.
/// </summary>
public static class CreRules
{
    /// <summary>
    /// Reads one file, or all <c>.yaml</c> and <c>.yml</c> files of a folder and its subfolders in order of path. The
    /// source of a rule decides what it is read as: <c>clustersim.events</c> is a rule over events, any other one over
    /// logs. Files of a folder that hold a taxonomy or data sources are passed over.
    /// </summary>
    /// <param name="fileOrFolder">
    /// Path of a file or a folder, or <c>gpu-clusters</c>: the rules that come along.
    /// </param>
    /// <returns>The rules in order of file and position.</returns>
    /// <exception cref="RuleException">Something is wrong; it lists all problems of all files.</exception>
    public static RuleSet Load(string fileOrFolder) => Load(fileOrFolder, overLogs: false);

    /// <summary>
    /// Reads rules over logs as the community writes them: one file, or all <c>.yaml</c> and <c>.yml</c> files of a
    /// folder and its subfolders in order of path. Unknown keys are ignored, as the community's own reader ignores
    /// them.
    /// </summary>
    /// <param name="fileOrFolder">
    /// Path of a file or a folder, or <c>gpu-clusters</c>: the rules that come along.
    /// </param>
    /// <returns>The rules in order of file and position.</returns>
    /// <exception cref="RuleException">Something is wrong; it lists all problems of all files.</exception>
    public static RuleSet LoadForLogs(string fileOrFolder) => Load(fileOrFolder, overLogs: true);

    private static RuleSet Load(string fileOrFolder, bool overLogs)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileOrFolder);
        fileOrFolder = RuleLibrary.PathOf(fileOrFolder);
        List<CreRule> rules = [];
        List<RuleProblem> problems = [];
        List<string> others = [];
        RuleTaxonomy taxonomy = new();
        bool folder = Directory.Exists(fileOrFolder);
        foreach (string path in FilesOf(fileOrFolder))
        {
            RuleFile file = new(path, overLogs);
            bool found = Read(file, rules, taxonomy, out bool isTaxonomy);
            if (!found && folder && (overLogs || isTaxonomy))
            {
                others.Add(path);
                file.Problems.RemoveAll(problem => problem.Line == 0);
            }

            problems.AddRange(file.Problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column));
        }

        AddRepetitions(rules, problems);
        return problems.Count == 0
            ? new RuleSet(fileOrFolder, [.. rules])
            {
                FilesWithoutRules = [.. others], TaxonomyProblems = [.. taxonomy.ProblemsOf(rules)],
            }
            : throw new RuleException([.. problems]);
    }

    private static string[] FilesOf(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new RuleException(
                [new RuleProblem(path, 0, 0, "neither a file nor a folder", "a rule file or a folder of rule files")]);
        }

        var found = Directory
            .EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml");
        string[] files = [.. found];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0
            ? files
            : throw new RuleException(
                [new RuleProblem(path, 0, 0, "a folder without .yaml or .yml files", "at least one rule file")]);
    }

    // False when the file is sound YAML in which there are no rules.
    private static bool Read(RuleFile file, List<CreRule> rules, RuleTaxonomy taxonomy, out bool isTaxonomy)
    {
        isTaxonomy = false;
        YamlStream stream = [];
        try
        {
            string text = File.ReadAllText(file.Path);
            YamlDepth.Check(text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            (int line, int column) = ((int)e.Start.Line, (int)e.Start.Column);
            file.Problems.Add(
                new RuleProblem(
                    file.Path, line, column, $"broken YAML ({e.Message.TrimEnd('.')})",
                    "well-formed YAML without repeated keys")
                {
                    Verdict = e.Message.Contains("Duplicate key", StringComparison.Ordinal)
                        ? "yaml: mapping key already defined"
                        : "",
                });
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Problems.Add(
                new RuleProblem(file.Path, 0, 0, $"a file that cannot be read ({e.Message})", "a readable file"));
            return true;
        }

        RuleDocumentReader documents = new(file, taxonomy);
        foreach (YamlDocument document in stream.Documents)
        {
            documents.ReadTerms(document.RootNode);
        }

        foreach (YamlDocument document in stream.Documents)
        {
            rules.AddRange(documents.Read(document.RootNode));
        }

        isTaxonomy = documents.IsTaxonomy;
        if (!documents.FoundRules && (documents.IsTaxonomy || file.Problems.Count == 0))
        {
            file.Problems.Add(new RuleProblem(file.Path, 0, 0, "no 'rules'", "a document with a list 'rules'")
            {
                Verdict = "rules not found",
            });
            return false;
        }

        return true;
    }

    private static void AddRepetitions(List<CreRule> rules, List<RuleProblem> problems)
    {
        Dictionary<string, CreRule> seen = new(StringComparer.Ordinal);
        foreach (CreRule rule in rules)
        {
            foreach (string key in ImmutableArray.Create("rule id " + rule.RuleId, "CRE id " + rule.CreId))
            {
                if (!seen.TryAdd(key, rule))
                {
                    string file = rule.Location[..rule.Location.LastIndexOf(':')];
                    int line = int.Parse(rule.Location.AsSpan(file.Length + 1), CultureInfo.InvariantCulture);
                    string expected = $"it once; it first stands at {seen[key].Location}";
                    problems.Add(new RuleProblem(file, line, 1, $"the {key} a second time", expected)
                    {
                        Verdict = $"duplicate id={rule.RuleId} (cre={rule.CreId})",
                    });
                }
            }
        }
    }
}
