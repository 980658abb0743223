using System.Buffers;
using System.Text;

namespace ClusterSim.Tables.Parquet;

/// <summary>Writes the compact protocol of Thrift; the counterpart of <see cref="ThriftReader"/>.</summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Stack<int> _outer = [];
    private int _field;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ThriftWriter Int32(int field, int value)
    {
        Head(field, ThriftType.Int32);
        return Zigzag(value);
    }

    public ThriftWriter Int64(int field, long value)
    {
        Head(field, ThriftType.Int64);
        return Zigzag(value);
    }

    public ThriftWriter Flag(int field, bool value)
    {
        Head(field, value ? ThriftType.True : ThriftType.False);
        return this;
    }

    public ThriftWriter Text(int field, string value)
    {
        Head(field, ThriftType.Binary);
        return TextElement(value);
    }

    public ThriftWriter Binary(int field, ReadOnlySpan<byte> value)
    {
        Head(field, ThriftType.Binary);
        return Bytes(value);
    }

    /// <summary>Begins a list; as many elements of that type must follow.</summary>
    public ThriftWriter List(int field, ThriftType element, int count)
    {
        Head(field, ThriftType.List);
        const int longest = 14;
        Byte((byte)((Math.Min(count, longest + 1) << 4) | (int)element));
        return count > longest ? Varint((ulong)count) : this;
    }

    public ThriftWriter Int32Element(int value) => Zigzag(value);

    public ThriftWriter TextElement(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>Begins a struct that is a field.</summary>
    public ThriftWriter BeginStruct(int field)
    {
        Head(field, ThriftType.Struct);
        return BeginElement();
    }

    /// <summary>Begins a struct that is an element of a list, or the outermost one.</summary>
    public ThriftWriter BeginElement()
    {
        _outer.Push(_field);
        _field = 0;
        return this;
    }

    public ThriftWriter EndStruct()
    {
        Byte(0);
        _field = _outer.Pop();
        return this;
    }

    private void Head(int field, ThriftType type)
    {
        // Fields come in ascending order, at most 15 apart, so the long form is never needed.
        Byte((byte)(((field - _field) << 4) | (int)type));
        _field = field;
    }

    private ThriftWriter Bytes(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private ThriftWriter Zigzag(long value) => Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    private ThriftWriter Varint(ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            Byte((byte)((value & 127) | 128));
        }

        Byte((byte)value);
        return this;
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
