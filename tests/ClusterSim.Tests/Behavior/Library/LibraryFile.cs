using YamlDotNet.RepresentationModel;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>One file of the rule library: its text and its tree.</summary>
internal sealed record LibraryFile(string Path, string Text, YamlMappingNode Rule)
{
    public static readonly string Folder = Repository.Path("rules");

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>All rules, in order of path.</summary>
    public static IEnumerable<LibraryFile> All() => Directory
        .EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Where(path => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)) != "tags")
        .Order(StringComparer.Ordinal).Select(Read);

    /// <summary>The rule of a name.</summary>
    public static LibraryFile Of(string name) =>
        Read(Directory.GetFiles(Folder, name + ".yaml", SearchOption.AllDirectories).Single());

    public YamlMappingNode Pattern => (YamlMappingNode)((YamlMappingNode)Rule["rule"]).Children.Single().Value;

    public string Cre(string key) => ((YamlScalarNode)Rule["cre"][key]).Value!;

    private static LibraryFile Read(string path)
    {
        string text = File.ReadAllText(path);
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return new LibraryFile(path, text, (YamlMappingNode)stream.Documents[0].RootNode["rules"][0]);
    }
}
