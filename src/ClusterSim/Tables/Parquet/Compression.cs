using System.Globalization;
using System.IO.Compression;
using IronSnappy;

namespace ClusterSim.Tables.Parquet;

/// <summary>Compresses and decompresses pages.</summary>
internal static class Compression
{
    // What an honest page can shrink to: RFC 1951 knows no more than 258 bytes for two bits, and Snappy's shortest
    // element of three bytes stands for 64.
    private const long MostByGzip = 1032, MostBySnappy = 22, Slack = 64;

    /// <summary>Whether compression is worth its time, judged by the beginning of a page.</summary>
    public static bool Shrinks(ParquetCodec codec, ReadOnlySpan<byte> content)
    {
        const int sampleBytes = 1 << 15;
        const double worth = 0.85;
        return codec != ParquetCodec.None && (content.Length < 2 * sampleBytes
            || Compress(codec, content[..sampleBytes]).Length < worth * sampleBytes);
    }

    public static byte[] Compress(ParquetCodec codec, ReadOnlySpan<byte> content)
    {
        if (codec == ParquetCodec.Snappy)
        {
            return Snappy.Encode(content);
        }

        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    /// <summary>Decompresses a page of a known size.</summary>
    /// <exception cref="ParquetFaultException">The data are damaged or of another size.</exception>
    public static byte[] Decompress(ParquetCodec codec, byte[] file, int start, int length, int size)
    {
        if (size > Slack + (length * (codec == ParquetCodec.Gzip ? MostByGzip : MostBySnappy)))
        {
            throw new ParquetFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{length} bytes that claim to hold {size}"),
                "a size that they can hold");
        }

        try
        {
            byte[] content = codec == ParquetCodec.Gzip
                ? Gunzip(file, start, length, size)
                : Unsnap(file.AsSpan(start, length), size);
            return content.Length == size ? content : throw new InvalidDataException();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new ParquetFaultException(
                $"damaged {(codec == ParquetCodec.Gzip ? "GZIP" : "SNAPPY")} data",
                string.Create(CultureInfo.InvariantCulture, $"{size} bytes of compressed data"));
        }
    }

    private static byte[] Gunzip(byte[] file, int start, int length, int size)
    {
        using GZipStream gzip = new(new MemoryStream(file, start, length, writable: false), CompressionMode.Decompress);
        byte[] content = new byte[size];
        int count = gzip.ReadAtLeast(content, size, throwOnEndOfStream: false);
        return count == size && gzip.ReadByte() < 0 ? content : throw new InvalidDataException();
    }

    private static byte[] Unsnap(ReadOnlySpan<byte> block, int size)
    {
        // The block begins with its size as a varint; it is what gets allocated.
        ulong claimed = 0;
        int at = 0;
        for (int shift = 0; at < block.Length && shift < 35; shift += 7)
        {
            claimed |= (ulong)(block[at] & 127) << shift;
            if (block[at++] < 128)
            {
                return claimed == (ulong)size ? Snappy.Decode(block) : throw new InvalidDataException();
            }
        }

        throw new InvalidDataException();
    }
}
