using System.Text;

namespace ClusterSim.Tests.Journals;

/// <summary>A stream to which a test appends, as another process does to a file.</summary>
internal sealed class GrowingStream : Stream
{
    private readonly Queue<byte> _bytes = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Append(string text)
    {
        foreach (byte next in Encoding.UTF8.GetBytes(text))
        {
            _bytes.Enqueue(next);
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (read < count && _bytes.TryDequeue(out byte next))
        {
            buffer[offset + read++] = next;
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
