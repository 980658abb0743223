using System.Text;

namespace ClusterSim.Tables;

/// <summary>Strings made from UTF-8 bytes; short ones that occur again share one string.</summary>
internal sealed class TextPool
{
    private const int LongestPooled = 64, MostPooled = 1 << 20;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        if (bytes.Length > LongestPooled)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Span<char> chars = stackalloc char[LongestPooled];
        return Get(chars[..Encoding.UTF8.GetChars(bytes, chars)]);
    }

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPooled || text.IsEmpty)
        {
            return text.ToString();
        }

        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> pool = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!pool.TryGetValue(text, out string? shared))
        {
            shared = text.ToString();
            if (_texts.Count < MostPooled)
            {
                _texts.Add(shared);
            }
        }

        return shared;
    }
}
