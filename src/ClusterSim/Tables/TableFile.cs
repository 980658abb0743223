using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ClusterSim.Tables;

/// <summary>
/// A file opened for one pass: decompressed when its first bytes are those of gzip, and unpacked when it is a tar
/// archive of one table, whatever its name, with the SHA-256 of the stored bytes computed on the way.
/// </summary>
internal sealed class TableFile : IDisposable
{
    private const int BlockBytes = 1 << 17, TarHeaderBytes = 512;
    private readonly HashingStream _stored;
    private readonly CountingStream _unpacked;
    private readonly TarReader? _archive;

    private TableFile(string path, HashingStream stored, bool compressed, bool archived)
    {
        Path = path;
        IsCompressed = compressed;
        _stored = stored;
        _unpacked = new CountingStream(compressed ? new GZipStream(stored, CompressionMode.Decompress) : stored);
        Content = _unpacked;
        if (archived)
        {
            _archive = new TarReader(_unpacked, leaveOpen: true);
            Content = NextTable() ?? throw new TableFormatException(
                path, 0, "", "a tar archive without files", "an archive of one table");
        }
    }

    public string Path { get; }

    public bool IsCompressed { get; }

    /// <summary>The bytes of the table.</summary>
    public Stream Content { get; }

    public static TableFile Open(string path)
    {
        (bool compressed, bool archived) = Recognise(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return new TableFile(path, new HashingStream(file), compressed, archived);
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
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw file.Damaged();
        }

        return file.Finish();
    }

    /// <summary>
    /// Reads what is left of the content, then gives the lower-case hex SHA-256 of the file as stored.
    /// </summary>
    /// <exception cref="TableFormatException">
    /// The gzip data are damaged or end too early, or the archive holds more than one table.
    /// </exception>
    public string Finish()
    {
        byte[] block = new byte[BlockBytes];
        try
        {
            if (_archive is not null && NextTable() is not null)
            {
                throw new TableFormatException(
                    Path, 0, "", "a tar archive of several files", "an archive of one table (unpack it)");
            }

            while (_unpacked.Read(block) > 0)
            {
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw Damaged();
        }

        while (_stored.Read(block) > 0)
        {
        }

        // The framework ends truncated gzip data without a word, so completeness is checked here.
        return !IsCompressed || GzipCheck.IsComplete(Path, _unpacked.Count) ? _stored.Sha256() : throw Damaged();
    }

    public TableFormatException Damaged() => IsCompressed
        ? new TableFormatException(
            Path, 0, "", "gzip data that are damaged or end too early",
            "a complete gzip file (was it cut off in a copy?)")
        : new TableFormatException(
            Path, 0, "", "a tar archive that is damaged or ends too early",
            "a complete archive (was it cut off in a copy?)");

    public void Dispose()
    {
        _archive?.Dispose();
        _unpacked.Dispose();
    }

    private static (bool Compressed, bool Archived) Recognise(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[TarHeaderBytes];
        int count = file.ReadAtLeast(head, TarHeaderBytes, throwOnEndOfStream: false);
        bool compressed = count >= 2 && head[0] == 0x1f && head[1] == 0x8b;
        if (compressed)
        {
            file.Position = 0;
            using GZipStream content = new(file, CompressionMode.Decompress);
            try
            {
                count = content.ReadAtLeast(head, TarHeaderBytes, throwOnEndOfStream: false);
            }
            catch (InvalidDataException)
            {
                // Damage is told when the content is read.
                count = 0;
            }
        }

        // "ustar" stands at offset 257 of a header (POSIX.1-1988).
        return (compressed, count == TarHeaderBytes && head[257..262].SequenceEqual("ustar"u8));
    }

    /// <summary>The next file of the archive; some systems add one that begins with "._" to each.</summary>
    private Stream? NextTable()
    {
        try
        {
            while (_archive!.GetNextEntry() is { } entry)
            {
                string name = System.IO.Path.GetFileName(entry.Name);
                if (entry.DataStream is { } table && !name.StartsWith("._", StringComparison.Ordinal))
                {
                    return table;
                }
            }

            return null;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException
            or OverflowException or ArgumentException)
        {
            throw Damaged();
        }
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
