using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// The lines of a stream as text; a line ends with a line feed, before which one carriage return is left out.
/// </summary>
internal sealed class LogLines(Stream stream, string path)
{
    private const int MostBytes = 4 << 20;

    private static readonly UTF8Encoding s_strict = new(false, true);
    private byte[] _buffer = new byte[1 << 16];
    private int _from, _to;
    private long _line;
    private bool _ended;

    /// <summary>
    /// The next line; <c>false</c> at the end. Bytes that are no valid UTF-8 become replacement characters, and
    /// <paramref name="valid"/> says so.
    /// </summary>
    /// <exception cref="LogException">The line is longer than 4 MiB.</exception>
    public bool TryRead(out string line, out bool valid)
    {
        (line, valid) = ("", true);
        int searched = 0, end;
        while ((end = _buffer.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n')) < 0 && !_ended)
        {
            searched = _to - _from;
            Fill();
        }

        int length = end < 0 ? _to - _from : searched + end;
        if (end < 0 && length == 0)
        {
            return false;
        }

        _line++;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_from, length);
        _from += length + (end < 0 ? 0 : 1);
        bytes = bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes;
        valid = Ascii.IsValid(bytes) || System.Text.Unicode.Utf8.IsValid(bytes);
        line = (valid ? s_strict : Encoding.UTF8).GetString(bytes);
        return true;
    }

    private void Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            if (_buffer.Length >= MostBytes)
            {
                throw new LogException(path, _line + 1, "a line of more than 4 MiB", "shorter lines of text");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer, _to, _buffer.Length - _to);
        _to += read;
        _ended = read == 0;
    }
}
