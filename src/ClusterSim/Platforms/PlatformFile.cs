using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClusterSim.Platforms;

/// <summary>
/// The text of a platform file, unpacked when it is gzip-compressed or the only file of a tar archive, and the checksum
/// of the file as stored.
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
            name = name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
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
            string text = new UTF8Encoding(false, true).GetString(OnlyFile(Unpacked(stored))).TrimStart('\uFEFF');
            return new PlatformFile(path, text, Convert.ToHexStringLower(SHA256.HashData(stored)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(path, [new PlatformProblem("", $"cannot be read: {e.Message}")]);
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
        {
            throw new PlatformException(path,
                [new PlatformProblem(
                    "", "is neither UTF-8 text nor gzip-compressed text nor a tar archive of one text")]);
        }
    }

    /// <summary>The first characters of a file, unpacked; empty when it cannot be read.</summary>
    public static string Head(string path)
    {
        const int length = 4096, tarHeader = 512;
        try
        {
            using FileStream stored = File.OpenRead(path);
            bool packed = stored.ReadByte() == 0x1f && stored.ReadByte() == 0x8b;
            stored.Position = 0;
            using Stream stream = packed ? new GZipStream(stored, CompressionMode.Decompress) : stored;
            byte[] head = new byte[length];
            int count = stream.ReadAtLeast(head, length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(IsTar(head) ? head[tarHeader..] : head[..count]).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return "";
        }
    }

    // The magic of a tar archive (POSIX.1-1988) stands at byte 257.
    private static bool IsTar(ReadOnlySpan<byte> content) =>
        content.Length > 257 + 5 && content.Slice(257, 5).SequenceEqual("ustar"u8);

    private static byte[] OnlyFile(byte[] content)
    {
        if (!IsTar(content))
        {
            return content;
        }

        using TarReader archive = new(new MemoryStream(content));
        byte[]? only = null;
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null)
            {
                continue;
            }

            if (only is not null)
            {
                throw new InvalidDataException("an archive with several files");
            }

            using MemoryStream unpacked = new();
            entry.DataStream.CopyTo(unpacked);
            only = unpacked.ToArray();
        }

        return only ?? throw new InvalidDataException("an archive without a file");
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
