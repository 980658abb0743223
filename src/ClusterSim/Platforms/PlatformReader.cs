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
            PlatformFile file = PlatformFile.Read(path);
            return NodeListReader.Recognises(file.Text) ? NodeListReader.Read(file)
                : SimGridReader.Recognises(file.Text) ? SimGridReader.Read(file)
                : YamlPlatformReader.Read(file);
        }

        return PlatformShorthand.IsMeant(pathOrShorthand)
            ? PlatformShorthand.Parse(pathOrShorthand)
            : throw new PlatformException(
                $"platform '{pathOrShorthand}': no such file; expected a platform file (YAML), "
                + $"an openb node list (CSV), a SimGrid platform (XML), or {PlatformShorthand.Forms}.");
    }
}
