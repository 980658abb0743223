using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Values in plain encoding (Parquet format, Encodings.md, "Plain"): little-endian, one after the other.
/// </summary>
internal sealed class PlainValues(ParquetColumn column, byte[] bytes, int start, int end) : IPageValues
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);
    private int _at = start;
    private int _bit;

    public void Read(ColumnBatch batch, int start, int count)
    {
        switch (column.Type)
        {
            case ParquetType.Boolean:
                ReadFlags(batch.Flags.AsSpan(start, count));
                break;
            case ParquetType.Int32:
                ReadInt32(batch.Wholes.AsSpan(start, count));
                break;
            case ParquetType.Int64:
                ReadInt64(batch.Wholes.AsSpan(start, count));
                break;
            case ParquetType.Float:
                ReadFloats(batch.Numbers.AsSpan(start, count));
                break;
            case ParquetType.Double:
                Take(count, sizeof(double)).CopyTo(MemoryMarshal.AsBytes(batch.Numbers.AsSpan(start, count)));
                break;
            default:
                ReadTexts(batch.Texts.AsSpan(start, count));
                break;
        }
    }

    private void ReadFlags(Span<bool> target)
    {
        if ((target.Length + _bit + 7) / 8 > end - _at)
        {
            throw Short();
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = ((bytes[_at] >> _bit) & 1) == 1;
            _bit = (_bit + 1) & 7;
            _at += _bit == 0 ? 1 : 0;
        }
    }

    private void ReadInt32(Span<long> target)
    {
        ReadOnlySpan<int> stored = MemoryMarshal.Cast<byte, int>(Take(target.Length, sizeof(int)));
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = column.Unsigned ? unchecked((uint)stored[i]) : stored[i];
        }
    }

    private void ReadInt64(Span<long> target)
    {
        Take(target.Length, sizeof(long)).CopyTo(MemoryMarshal.AsBytes(target));
        if (column.Unsigned && target.IndexOfAnyInRange(long.MinValue, -1) >= 0)
        {
            throw new ParquetFaultException("a number from 2^63 on", "a number below 2^63");
        }
    }

    private void ReadFloats(Span<double> target)
    {
        ReadOnlySpan<float> stored = MemoryMarshal.Cast<byte, float>(Take(target.Length, sizeof(float)));
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = stored[i];
        }
    }

    private void ReadTexts(Span<string> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(Take(1, sizeof(int)));
            if (length < 0 || length > end - _at)
            {
                throw new ParquetFaultException(
                    string.Create(CultureInfo.InvariantCulture, $"a text of {length} bytes"),
                    string.Create(CultureInfo.InvariantCulture, $"at most the {end - _at} bytes that are left"));
            }

            target[i] = length == 0 ? "" : Text(Take(1, length));
        }
    }

    private static string Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return s_strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new ParquetFaultException(CsvTableReader.Quote(utf8), "text in UTF-8");
        }
    }

    private ReadOnlySpan<byte> Take(int count, int width)
    {
        long length = (long)count * width;
        if (length > end - _at)
        {
            throw Short();
        }

        ReadOnlySpan<byte> taken = bytes.AsSpan(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    private static ParquetFaultException Short() => new("too few bytes of values", "a value for each row");
}
