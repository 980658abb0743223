using Microsoft.CodeAnalysis.CSharp;

namespace ClusterSim.Tests.HouseRules;

/// <summary>
/// The files of the repository as they lie on the disk, without anything that a build or a run leaves there.
/// </summary>
internal static class SourceTree
{
    private static readonly HashSet<string> s_leftOut = new(StringComparer.Ordinal)
    {
        ".git",
        ".vs",
        "bin",
        "obj",
        "out",
        "artifacts",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
        "node_modules",
    };

    private static readonly Lazy<IReadOnlyList<SourceFile>> s_code = new(() =>
        [.. Files(".cs").Select(path => SourceFile.Parse(path, File.ReadAllText(Repository.Path(path))))]);

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    /// <summary>All C# files, parsed once.</summary>
    public static IReadOnlyList<SourceFile> Code => s_code.Value;

    public static string Text(string path) => File.ReadAllText(Repository.Path(path));

    /// <summary>Paths relative to the root with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(params string[] extensions)
    {
        List<string> found = [];
        Collect(new DirectoryInfo(Repository.Root), extensions, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(DirectoryInfo folder, string[] extensions, List<string> found)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            if (extensions.Length == 0 || extensions.Contains(file.Extension))
            {
                found.Add(Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'));
            }
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories())
        {
            if (!s_leftOut.Contains(inner.Name) && inner.LinkTarget is null)
            {
                Collect(inner, extensions, found);
            }
        }
    }
}
