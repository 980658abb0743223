namespace ClusterSim.Tables;

/// <summary>A stream whose first bytes were read before, and come again.</summary>
internal sealed class ResumedStream(ReadOnlyMemory<byte> head, Stream rest) : PassThroughStream(rest)
{
    private ReadOnlyMemory<byte> _head = head;

    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty)
        {
            return base.Read(buffer);
        }

        int count = Math.Min(_head.Length, buffer.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    protected override void Passed(ReadOnlySpan<byte> bytes)
    {
    }
}
