using ClusterSim.Platforms.Lists;
using ClusterSim.Platforms.SimGrid;

namespace ClusterSim.Platforms;

/// <summary>Finds out what a user means by a platform and reads it.</summary>
internal static class PlatformReader
{
    public static Platform Load(string pathOrShorthand)
    {
        ArgumentNullException.ThrowIfNull(pathOrShorthand);
        if (PlatformFile.Find(pathOrShorthand) is { } path)
        {
            return Read(PlatformFile.Read(path), SwfPlatformReader.Recognises(path));
        }

        if (pathOrShorthand.StartsWith(SwfPlatformReader.Prefix, StringComparison.Ordinal)
            && pathOrShorthand[SwfPlatformReader.Prefix.Length..] is var log && File.Exists(log))
        {
            return Read(PlatformFile.Read(log), isLog: true);
        }

        return PlatformShorthand.IsMeant(pathOrShorthand)
            ? PlatformShorthand.Parse(pathOrShorthand)
            : throw new PlatformException(
                $"platform '{pathOrShorthand}': no such file; expected a platform file (YAML), a node list (CSV), "
                + "a SimGrid platform (XML), a log (SWF) whose header tells of its machine, "
                + $"or {PlatformShorthand.Forms}.");
    }

    /// <summary>Whether a file is a platform that is no YAML and no log.</summary>
    public static bool IsList(string path) => PlatformFile.Head(path) is var head
        && (SimGridReader.Recognises(head) || NodeTable.FormatOf(head) is not null);

    private static Platform Read(PlatformFile file, bool isLog) =>
        isLog ? SwfPlatformReader.Read(file)
        : SimGridReader.Recognises(file.Text) ? SimGridReader.Read(file)
        : NodeTable.FormatOf(file.Text) is { } format ? NodeTable.Read(file, format)
        : YamlPlatformReader.Read(file);
}
