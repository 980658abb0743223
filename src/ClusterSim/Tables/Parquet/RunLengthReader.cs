using System.Buffers.Binary;
using System.Numerics;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Reads the hybrid of run lengths and bit-packed groups of eight in which levels, dictionary indexes and booleans
/// are written (Parquet format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid").
/// </summary>
internal sealed class RunLengthReader(byte[] bytes, int start, int end, int bitWidth)
{
    private int _at = start;
    private int _leftInRun;
    private int _value;
    private bool _packed;
    private long _bit;

    /// <summary>Reads as many values as fit into <paramref name="target"/>.</summary>
    /// <exception cref="ParquetFaultException">The data end too early.</exception>
    public void Read(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            if (_leftInRun == 0)
            {
                BeginRun();
                continue;
            }

            int count = Math.Min(_leftInRun, target.Length);
            if (_packed)
            {
                Unpack(target[..count]);
            }
            else
            {
                target[..count].Fill(_value);
            }

            _leftInRun -= count;
            target = target[count..];
        }
    }

    private void BeginRun()
    {
        const int inGroup = 8;
        uint head = Varint();
        int size = (int)(head >> 1);
        _packed = (head & 1) == 1;
        if (_packed)
        {
            // Some writers cut the padding of the last group off.
            long stored = Math.Min((long)size * bitWidth, end - _at);
            _leftInRun = (int)Math.Min((long)size * inGroup, bitWidth > 0 ? stored * inGroup / bitWidth : int.MaxValue);
            _bit = (long)_at * inGroup;
            _at += (int)stored;
            return;
        }

        _leftInRun = size;
        _value = 0;
        for (int i = 0; i < (bitWidth + 7) / 8; i++)
        {
            _value |= unchecked(Byte() << (i * 8));
        }
    }

    private void Unpack(Span<int> target)
    {
        ulong mask = (1UL << bitWidth) - 1;
        long bit = _bit;
        for (int i = 0; i < target.Length; i++, bit += bitWidth)
        {
            target[i] = unchecked((int)((Eight((int)(bit >> 3)) >> (int)(bit & 7)) & mask));
        }

        _bit = bit;
    }

    /// <summary>The eight bytes from a place on; zeros behind the end.</summary>
    private ulong Eight(int at)
    {
        if (bytes.Length - at >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
        }

        ulong value = 0;
        for (int i = 0; at + i < bytes.Length; i++)
        {
            value |= (ulong)bytes[at + i] << (i * 8);
        }

        return value;
    }

    private uint Varint()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = Byte();
            value |= unchecked((uint)(part & 127) << shift);
            if (part < 128)
            {
                return value;
            }
        }

        throw new ParquetFaultException("an endless run length", "a run length of 32 bits");
    }

    private byte Byte() => _at < end
        ? bytes[_at++]
        : throw new ParquetFaultException("an early end of run-length data", "a value for each row");

    /// <summary>Bits that a number from 0 to <paramref name="largest"/> needs.</summary>
    public static int BitWidth(int largest) => 32 - BitOperations.LeadingZeroCount((uint)largest);
}
