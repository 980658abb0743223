using System.Collections.Concurrent;

namespace ClusterSim.Runner;

/// <summary>
/// The bytes of a stream whose reads wait, such as the standard input, for somebody who does not want to wait: a read
/// of no bytes means that no more is there for now.
/// </summary>
internal sealed class PolledStream : Stream
{
    private const int BlockBytes = 1 << 16, BlocksAhead = 16;
    private readonly BlockingCollection<byte[]> _blocks = new(BlocksAhead);
    private byte[] _block = [];
    private int _at;

    public PolledStream(Stream content)
    {
        Thread reading = new(() => ReadAll(content)) { IsBackground = true, Name = "input" };
        reading.Start();
    }

    /// <summary>Whether the stream has ended and all of it has been read.</summary>
    public bool HasEnded => _blocks.IsCompleted && _at == _block.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _block.Length)
        {
            if (!_blocks.TryTake(out byte[]? next))
            {
                return 0;
            }

            (_block, _at) = (next, 0);
        }

        int length = Math.Min(count, _block.Length - _at);
        _block.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
        _at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void ReadAll(Stream content)
    {
        byte[] block = new byte[BlockBytes];
        try
        {
            for (int count; (count = content.Read(block)) > 0;)
            {
                _blocks.Add(block[..count]);
            }
        }
        catch (IOException)
        {
            // The other side is gone: what has been read counts.
        }

        _blocks.CompleteAdding();
    }
}
