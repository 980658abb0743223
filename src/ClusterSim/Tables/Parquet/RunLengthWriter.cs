using System.Buffers;

namespace ClusterSim.Tables.Parquet;

/// <summary>Writes the hybrid of run lengths and bit-packed groups; the counterpart of <see cref="RunLengthReader"/>.
/// </summary>
internal static class RunLengthWriter
{
    private const int InGroup = 8;

    /// <summary>Writes values from 0 to 2^<paramref name="bitWidth"/> - 1.</summary>
    public static void Write(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> target)
    {
        int packedFrom = 0;
        for (int at = 0; at < values.Length;)
        {
            int run = RunAt(values, at);
            if (run >= InGroup)
            {
                Pack(values[packedFrom..at], bitWidth, target);
                Run(values[at], run, bitWidth, target);
                packedFrom = at += run;
            }
            else
            {
                // Only whole groups may stand before a run.
                at = Math.Min(at + InGroup, values.Length);
            }
        }

        Pack(values[packedFrom..], bitWidth, target);
    }

    private static int RunAt(ReadOnlySpan<int> values, int at)
    {
        int other = values[at..].IndexOfAnyExcept(values[at]);
        return other < 0 ? values.Length - at : other;
    }

    private static void Run(int value, int count, int bitWidth, ArrayBufferWriter<byte> target)
    {
        Varint((uint)count << 1, target);
        for (int shift = 0; shift < bitWidth; shift += 8)
        {
            Byte(unchecked((byte)(value >> shift)), target);
        }
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> target)
    {
        if (values.IsEmpty)
        {
            return;
        }

        int groups = (values.Length + InGroup - 1) / InGroup;
        Varint(((uint)groups << 1) | 1, target);
        Span<byte> packed = target.GetSpan(groups * bitWidth)[..(groups * bitWidth)];
        ulong pending = 0;
        int bits = 0, at = 0;
        foreach (int value in values)
        {
            pending |= (ulong)(uint)value << bits;
            for (bits += bitWidth; bits >= 8; bits -= 8, pending >>= 8)
            {
                packed[at++] = unchecked((byte)pending);
            }
        }

        for (; at < packed.Length; pending >>= 8)
        {
            packed[at++] = unchecked((byte)pending);
        }

        target.Advance(packed.Length);
    }

    private static void Varint(uint value, ArrayBufferWriter<byte> target)
    {
        for (; value >= 128; value >>= 7)
        {
            Byte((byte)((value & 127) | 128), target);
        }

        Byte((byte)value, target);
    }

    private static void Byte(byte value, ArrayBufferWriter<byte> target)
    {
        target.GetSpan(1)[0] = value;
        target.Advance(1);
    }
}
