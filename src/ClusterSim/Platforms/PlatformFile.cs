using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClusterSim.Platforms;

/// <summary>
/// The text of a platform file, unpacked when it is gzip-compressed, and the checksum of the file as stored.
/// </summary>
internal sealed record PlatformFile(string Path, string Text, string Checksum)
{
    private static readonly string[] _extensions =
        ["", ".yaml", ".yml", ".csv", ".xml", ".yaml.gz", ".yml.gz", ".csv.gz", ".xml.gz"];

    /// <summary>File name without folders and extensions.</summary>
    public string Name
    {
        get
        {
            string name = System.IO.Path.GetFileName(Path);
            name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
            return System.IO.Path.GetFileNameWithoutExtension(name);
        }
    }

    /// <summary>The file that a path with or without extension stands for; <c>null</c> when there is none.</summary>
    public static string? Find(string path) =>
        _extensions.Select(extension => path + extension).FirstOrDefault(File.Exists);

    public static PlatformFile Read(string path)
    {
        try
        {
            byte[] stored = File.ReadAllBytes(path);
            string text = new UTF8Encoding(false, true).GetString(Unpacked(stored)).TrimStart('\uFEFF');
            return new PlatformFile(path, text, Convert.ToHexStringLower(SHA256.HashData(stored)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(path, [new PlatformProblem("", $"cannot be read: {e.Message}")]);
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
        {
            throw new PlatformException(path,
                [new PlatformProblem("", "is neither UTF-8 text nor gzip-compressed text")]);
        }
    }

    private static byte[] Unpacked(byte[] stored)
    {
        if (stored is not [0x1f, 0x8b, ..])
        {
            return stored;
        }

        using GZipStream gzip = new(new MemoryStream(stored), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
