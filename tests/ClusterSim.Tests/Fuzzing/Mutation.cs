using System.IO.Compression;
using System.Text;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Fuzzing;

/// <summary>Damages a file in the ways in which files are damaged, and in some in which nobody would.</summary>
internal static class Mutation
{
    private const int MostBytes = 1 << 17;
    private static readonly byte[][] s_words =
    [
        .. new[]
        {
            "", "0", "-1", "1e308", "-1e308", "1e-320", "NaN", "inf", "-Infinity", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "2147483648", "99999999999999999999999999", "1e11", "1e10",
            "0.00000001", "+5", ".", "e", "1e", "--1", "0x10", "1,5", "\"", "\"\"", "'", "\\", "|", ":", "::", "\t",
            "\0",
            "null", "true", "None", "nan", "[]", "{}", "[", "}", "漢", "é", "\u202e", "; MaxProcs: 99999999999999",
            "2020-13-45 25:61:61", "2020-02-30", "9999-12-31 23:59:59", "0001-01-01T00:00:00Z", "T4|V100", "a b",
            "1-00:00:00", "99999999999-23:59:59", "00:00:60", "4Gn", "1e999K", "cpu=1,gres/gpu=99999999999", "<a>",
            "</a>",
            "&amp;", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "!!int x", "*a", "&a", "- - - -", "{{{{{{{{", "%", "#", "&",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[] s_marks = [.. ", \t|:\"<"u8];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] original, RandomStream random)
    {
        List<byte> bytes = [.. original];
        for (int left = 1 + random.NextInt(4); left > 0; left--)
        {
            Apply(bytes, random);
        }

        byte[] result = [.. bytes.Take(MostBytes)];
        return random.NextInt(40) switch
        {
            0 => Gzip(result),
            1 => Cut(Gzip(result), random),
            2 => Flipped(Gzip(result), random),
            3 => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(result)))
                .ToArray(),
            4 => [.. Encoding.UTF8.Preamble, .. result],
            5 => Cut(result, random),
            _ => result,
        };
    }

    private static void Apply(List<byte> bytes, RandomStream random)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.NextInt(256));
            return;
        }

        int at = random.NextInt(bytes.Count), length = 1 + random.NextInt(Math.Min(64, bytes.Count - at));
        switch (random.NextInt(11))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.NextInt(8));
                break;
            case 1:
                bytes[at] = (byte)random.NextInt(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, s_words[random.NextInt(s_words.Length)]);
                break;
            case 5 or 6 or 7:
                (int start, int end) = FieldAt(bytes, at);
                bytes.RemoveRange(start, end - start);
                bytes.InsertRange(start, s_words[random.NextInt(s_words.Length)]);
                break;
            case 8:
                SwapFields(bytes, at, random.NextInt(bytes.Count));
                break;
            case 9:
                CopyLine(bytes, at, random.NextInt(bytes.Count));
                break;
            default:
                (int from, int to) = LineAt(bytes, at);
                bytes.RemoveRange(from, to - from);
                break;
        }
    }

    private static (int Start, int End) FieldAt(List<byte> bytes, int at) =>
        Around(bytes, at, c => c is (byte)'\n' or (byte)'\r' || s_marks.Contains(c));

    private static (int Start, int End) LineAt(List<byte> bytes, int at) => Around(bytes, at, c => c == '\n');

    private static (int Start, int End) Around(List<byte> bytes, int at, Func<byte, bool> isEnd)
    {
        int start = at, end = at;
        while (start > 0 && !isEnd(bytes[start - 1]))
        {
            start--;
        }

        while (end < bytes.Count && !isEnd(bytes[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static void SwapFields(List<byte> bytes, int one, int other)
    {
        (int start, int end) = FieldAt(bytes, Math.Min(one, other));
        (int start2, int end2) = FieldAt(bytes, Math.Max(one, other));
        if (end <= start2)
        {
            List<byte> first = bytes.GetRange(start, end - start), second = bytes.GetRange(start2, end2 - start2);
            bytes.RemoveRange(start2, end2 - start2);
            bytes.InsertRange(start2, first);
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(start, second);
        }
    }

    private static void CopyLine(List<byte> bytes, int from, int to)
    {
        (int start, int end) = LineAt(bytes, from);
        List<byte> line = [.. bytes.GetRange(start, end - start), (byte)'\n'];
        bytes.InsertRange(LineAt(bytes, to).Start, line);
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    private static byte[] Cut(byte[] content, RandomStream random) => content[..random.NextInt(content.Length + 1)];

    private static byte[] Flipped(byte[] content, RandomStream random)
    {
        // Nothing at all compresses to nothing at all.
        if (content.Length > 0)
        {
            content[random.NextInt(content.Length)] ^= (byte)(1 << random.NextInt(8));
        }

        return content;
    }
}
