namespace ClusterSim.Journals;

/// <summary>
/// The bytes of a file that grows, as <c>tail -F</c> sees them: a read of no bytes means that no more is there for now.
/// When the file is cut or another one takes its name, what is left of the old one is read first; then it goes on at
/// the beginning of the new one, on a line of its own.
/// </summary>
/// <param name="path">The file; it may come into being later.</param>
public sealed class FollowedFileStream(string path) : Stream
{
    // The beginning of a file tells it from another of the same name, where lengths alone would not.
    private const int HeadBytes = 1024;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _otherHead = new byte[HeadBytes];
    private FileStream? _file;
    private long _position;
    private bool _lineIsOpen, _isIdle;

    /// <summary>How often another file took the name, or the file was cut.</summary>
    public int Replacements { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        _file ??= Opened();
        // Since the last look the file may have been cut and have grown beyond the place where it was read to.
        int count = _isIdle && _file is not null && !IsAsBefore(_file) ? 0 : ReadFile(buffer);
        _isIdle = count == 0;
        if (count > 0 || _file is null || Replacement() is not { } other)
        {
            return count;
        }

        _file.Dispose();
        (_file, _position, _isIdle) = (other, 0, false);
        Replacements++;
        if (_lineIsOpen && buffer.Length > 0)
        {
            _lineIsOpen = false;
            buffer[0] = (byte)'\n';
            return 1;
        }

        return ReadFile(buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        base.Dispose(disposing);
    }

    private int ReadFile(Span<byte> buffer)
    {
        int count = _file?.Read(buffer) ?? 0;
        if (count > 0)
        {
            if (_position < HeadBytes)
            {
                int known = (int)_position;
                buffer[..Math.Min(count, HeadBytes - known)].CopyTo(_head.AsSpan(known));
            }

            _position += count;
            _lineIsOpen = buffer[count - 1] != (byte)'\n';
        }

        return count;
    }

    private FileStream? Opened()
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The file that has the name now, at its beginning, when it is not the one that has been read.</summary>
    private FileStream? Replacement()
    {
        FileStream? other = Opened();
        if (other is null || IsAsBefore(other))
        {
            other?.Dispose();
            return null;
        }

        return other;
    }

    /// <summary>Whether a file can be the one that has been read so far.</summary>
    private bool IsAsBefore(FileStream file)
    {
        Span<byte> head = _otherHead.AsSpan(0, (int)Math.Min(_position, HeadBytes));
        return file.Length >= _position && RandomAccess.Read(file.SafeFileHandle, head, 0) == head.Length
            && head.SequenceEqual(_head.AsSpan(0, head.Length));
    }
}
