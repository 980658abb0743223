using System.Buffers.Binary;
using System.IO.Compression;

namespace ClusterSim.Tables;

/// <summary>
/// Whether a gzip file is whole. <see cref="GZipStream"/> treats a file that stops in the middle as one that ends
/// there.
/// </summary>
internal static class GzipCheck
{
    private static readonly byte[] s_sentinel = "--whole gzip file ends here--"u8.ToArray();

    /// <param name="path">A file that begins with the gzip magic.</param>
    /// <param name="contentBytes">Bytes that it decompressed to.</param>
    public static bool IsComplete(string path, long contentBytes) =>
        StoredLength(path) == unchecked((uint)contentBytes) || AcceptsAnotherMember(path);

    /// <summary>
    /// The last four bytes of a gzip member hold the length of its content modulo 2^32 (RFC 1952, section 2.3.1).
    /// </summary>
    private static uint? StoredLength(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length < 18)
        {
            return null;
        }

        Span<byte> tail = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(tail);
        return BinaryPrimitives.ReadUInt32LittleEndian(tail);
    }

    /// <summary>
    /// The exact but slower test, needed for files of several members: a further member put behind a whole file is
    /// decompressed, behind a truncated one it is not.
    /// </summary>
    private static bool AcceptsAnotherMember(string path)
    {
        using MemoryStream appended = new([.. File.ReadAllBytes(path), .. Compress(s_sentinel)]);
        using GZipStream content = new(appended, CompressionMode.Decompress);
        byte[] block = new byte[1 << 16];
        int held = 0;
        try
        {
            for (int count; (count = content.Read(block.AsSpan(held))) > 0;)
            {
                int end = held + count;
                held = Math.Min(end, s_sentinel.Length);
                block.AsSpan(end - held, held).CopyTo(block);
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return block.AsSpan(0, held).SequenceEqual(s_sentinel);
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }
}
