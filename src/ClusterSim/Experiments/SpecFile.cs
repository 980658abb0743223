namespace ClusterSim.Experiments;

/// <summary>
/// Reads experiment files: syntax, then the rules that hold for every experiment, all problems together.
/// </summary>
internal static class SpecFile
{
    // An experiment file is written by hand; a larger one is something else.
    private const long MaxBytes = 4 << 20;

    public static ExperimentSpec Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(Text(path), path);
    }

    public static ExperimentSpec Parse(string yaml, string path)
    {
        List<ExperimentProblem> problems = [];
        SpecNode root = SpecDocument.Read(yaml, path);
        ExperimentSpec spec = new SpecReader(path).Read(new SpecPlace(root, "", path, problems));
        SpecPositions positions = new(root);
        // What could not be read has been reported already; the rules would only report it again in other words.
        HashSet<string> reported = [.. problems.Select(problem => problem.Path)];
        problems.AddRange(SpecRules.Problems(spec)
            .Where(problem => !reported.Contains(problem.Path) && !reported.Contains(AxisOf(problem.Path)))
            .Select(problem => positions.Place(problem)));
        return problems.Count == 0
            ? spec
            : throw new ExperimentException([
                .. problems.OrderBy(at => at.File != path)
                    .ThenBy(at => at.File, StringComparer.Ordinal)
                    .ThenBy(at => (at.Line, at.Column))
                    .Distinct(),
            ]);
    }

    private static string AxisOf(string path) => path.Split('[', '.')[0];

    private static string Text(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (!Directory.Exists(path) && file.Exists && file.Length > MaxBytes)
            {
                throw Unreadable(path, $"found {file.Length} bytes, expected an experiment file of at most {MaxBytes}");
            }

            string text = File.ReadAllText(path);
            return !text.Contains('\0')
                ? text
                : throw Unreadable(path, "found a binary file, expected an experiment description in YAML");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(path, Reason(path, error));
        }
    }

    private static string Reason(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => "found a folder, expected an experiment file",
        FileNotFoundException or DirectoryNotFoundException => "found no such file",
        UnauthorizedAccessException => "found a file that may not be read",
        _ => $"cannot be read: {error.Message}",
    };

    private static ExperimentException Unreadable(string path, string message) =>
        new([new ExperimentProblem(path, 0, 0, "", message)]);
}
