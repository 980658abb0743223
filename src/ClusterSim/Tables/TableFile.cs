using System.IO.Compression;
using System.Security.Cryptography;

namespace ClusterSim.Tables;

/// <summary>
/// A file opened for one pass: decompressed when its first bytes are those of gzip, whatever its name, with the
/// SHA-256 of the stored bytes computed on the way.
/// </summary>
internal sealed class TableFile : IDisposable
{
    private const int BlockBytes = 1 << 17;
    private readonly HashingStream _stored;
    private readonly CountingStream _content;

    private TableFile(string path, HashingStream stored, bool compressed)
    {
        Path = path;
        IsCompressed = compressed;
        _stored = stored;
        _content = new CountingStream(compressed ? new GZipStream(stored, CompressionMode.Decompress) : stored);
    }

    public string Path { get; }

    public bool IsCompressed { get; }

    /// <summary>The decompressed bytes.</summary>
    public Stream Content => _content;

    public static TableFile Open(string path)
    {
        bool compressed = IsGzip(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return new TableFile(path, new HashingStream(file), compressed);
    }

    /// <summary>Lets a reader read the content of a whole file.</summary>
    /// <returns>The lower-case hex SHA-256 of the file as stored.</returns>
    /// <exception cref="TableFormatException">
    /// What the reader found, unless the gzip data are damaged or end too early.
    /// </exception>
    public static string ReadAll(string path, Action<Stream> read)
    {
        using TableFile file = Open(path);
        try
        {
            read(file.Content);
        }
        catch (TableFormatException)
        {
            // A file that was cut off mostly ends in a broken row: the cut is the error to tell.
            file.Finish();
            throw;
        }
        catch (InvalidDataException)
        {
            throw file.Damaged();
        }

        return file.Finish();
    }

    /// <summary>
    /// Reads what is left of the content, then gives the lower-case hex SHA-256 of the file as stored.
    /// </summary>
    /// <exception cref="TableFormatException">The gzip data are damaged or end too early.</exception>
    public string Finish()
    {
        byte[] block = new byte[BlockBytes];
        try
        {
            while (_content.Read(block) > 0)
            {
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }

        while (_stored.Read(block) > 0)
        {
        }

        // The framework ends truncated gzip data without a word, so completeness is checked here.
        return !IsCompressed || GzipCheck.IsComplete(Path, _content.Count) ? _stored.Sha256() : throw Damaged();
    }

    public TableFormatException Damaged() => new(
        Path, 0, "", "gzip data that are damaged or end too early", "a complete gzip file (was it cut off in a copy?)");

    public void Dispose() => _content.Dispose();

    private static bool IsGzip(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        return file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
    }

    /// <summary>Passes bytes through and hashes them.</summary>
    private sealed class HashingStream(Stream inner) : PassThroughStream(inner)
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        protected override void Passed(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Passes bytes through and counts them.</summary>
    private sealed class CountingStream(Stream inner) : PassThroughStream(inner)
    {
        public long Count { get; private set; }

        protected override void Passed(ReadOnlySpan<byte> bytes) => Count += bytes.Length;
    }
}
