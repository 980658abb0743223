using System.Collections.Immutable;
using System.Security.Cryptography;

namespace ClusterSim.Experiments;

/// <summary>SHA-256 of files as stored, in lower-case hex.</summary>
internal static class FileChecksum
{
    /// <summary>The checksum of one file.</summary>
    public static string Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The checksums of a file, or of all files below a folder in the order of their paths.</summary>
    public static ImmutableArray<string> OfAll(string fileOrFolder)
    {
        IEnumerable<string> files = File.Exists(fileOrFolder)
            ? [fileOrFolder]
            : Directory.EnumerateFiles(fileOrFolder, "*", SearchOption.AllDirectories);
        return [.. files.Order(StringComparer.Ordinal).Select(Of)];
    }
}
