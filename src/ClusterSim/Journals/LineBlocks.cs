namespace ClusterSim.Journals;

/// <summary>
/// Parts a stream into lines without a string for each. The stream may grow: a line counts when its line break is
/// there, or when <see cref="Close"/> said that none will come.
/// </summary>
/// <param name="content">The stream; a read of no bytes means that no more is there for now.</param>
/// <param name="longestBytes">Longest line that is kept; a longer one is passed over in pieces.</param>
internal sealed class LineBlocks(Stream content, int longestBytes)
{
    private byte[] _block = new byte[1 << 17];
    private int _start, _end, _searched;
    private bool _closed, _tooLong;

    /// <summary>Number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the current line was longer than what is kept; then it is empty.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What stands at the end counts as a line.</summary>
    public void Close() => _closed = true;

    /// <summary>Goes to the next line.</summary>
    /// <returns><c>false</c> at the end.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int length = _block.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(_searched + length, _searched + length + 1);
                return true;
            }

            _searched = _end;
            if (Fill() == 0)
            {
                bool last = _closed && (_end > _start || _tooLong);
                line = last ? Take(_end, _end) : default;
                return last;
            }
        }
    }

    private ReadOnlySpan<byte> Take(int end, int next)
    {
        ReadOnlySpan<byte> line = _block.AsSpan(_start, end - _start);
        (_start, _searched) = (next, next);
        Number++;
        (IsTooLong, _tooLong) = (_tooLong || line.Length > longestBytes, false);
        return IsTooLong ? [] : line.TrimEnd((byte)'\r');
    }

    /// <summary>Moves what is left to the front and reads on behind it.</summary>
    private int Fill()
    {
        int rest = _end - _start;
        if (rest > longestBytes)
        {
            (_start, _searched, rest, _tooLong) = (_end, _end, 0, true);
        }

        if (_start > 0)
        {
            _block.AsSpan(_start, rest).CopyTo(_block);
            (_start, _end, _searched) = (0, rest, _searched - _start);
        }

        if (_end == _block.Length)
        {
            Array.Resize(ref _block, 2 * _block.Length);
        }

        int count = content.Read(_block.AsSpan(_end));
        _end += count;
        return count;
    }
}
