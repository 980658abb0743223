using System.Text;

namespace ClusterSim.Tables.Parquet;

/// <summary>
/// Reads the compact protocol of Thrift, in which Parquet's metadata are written
/// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md). Nothing is taken on trust:
/// every length is held against the bytes that are left.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int DeepestStruct = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ThriftType _type = ThriftType.Struct;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Enters a struct; the result goes to <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        Demand(ThriftType.Struct);
        int outer = Field;
        Field = 0;
        return outer;
    }

    /// <summary>Goes to the next field; false at the end of the struct.</summary>
    public bool NextField()
    {
        byte head = Byte();
        _type = (ThriftType)(head & 15);
        if (_type == ThriftType.Stop)
        {
            return head == 0 ? false : throw Damage("a field without a type");
        }

        int step = head >> 4;
        long field = step > 0 ? Field + step : Signed(Varint());
        Field = field is > 0 and <= short.MaxValue ? (int)field : throw Damage("a field with an impossible number");
        return true;
    }

    /// <summary>Leaves a struct after its last field.</summary>
    public void EndStruct(int outer)
    {
        Field = outer;
        _type = ThriftType.Struct;
    }

    public int Int32()
    {
        Demand(ThriftType.Int32);
        long value = Signed(Varint());
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damage("a number beyond 32 bits");
    }

    public long Int64()
    {
        Demand(ThriftType.Int64);
        return Signed(Varint());
    }

    public bool Flag() => _type == ThriftType.True
        || (_type == ThriftType.False ? false : throw Damage("a field that is no boolean"));

    public string Text()
    {
        ReadOnlySpan<byte> text = Binary();
        return Encoding.UTF8.GetString(text);
    }

    public ReadOnlySpan<byte> Binary()
    {
        Demand(ThriftType.Binary);
        return Take(Varint());
    }

    /// <summary>Enters a list of elements of one type; as many reads of that type must follow.</summary>
    public int List(ThriftType element)
    {
        Demand(ThriftType.List);
        (ThriftType type, int count) = ListHead();
        _type = type;
        return type == element || count == 0 ? count : throw Damage("a list of another type");
    }

    /// <summary>Skips the value of the current field.</summary>
    public void Skip() => Skip(0);

    private void Skip(int depth)
    {
        switch (_type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Take(1);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                Take(sizeof(double));
                break;
            case ThriftType.Binary:
                Take(Varint());
                break;
            case ThriftType.List or ThriftType.Set:
                SkipList(depth);
                break;
            case ThriftType.Struct when depth < DeepestStruct:
                SkipStruct(depth);
                break;
            default:
                throw Damage("a field of an unknown type");
        }
    }

    private void SkipStruct(int depth)
    {
        int outer = BeginStruct();
        while (NextField())
        {
            Skip(depth + 1);
        }

        EndStruct(outer);
    }

    private void SkipList(int depth)
    {
        (ThriftType type, int count) = ListHead();
        for (int i = 0; i < count; i++)
        {
            // Booleans take a byte in a list, none as a field.
            _type = type is ThriftType.True or ThriftType.False ? ThriftType.Byte : type;
            Skip(depth + 1);
        }
    }

    private (ThriftType Type, int Count) ListHead()
    {
        byte head = Byte();
        ulong count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        // No element is shorter than a byte.
        return count <= (ulong)(_bytes.Length - Position)
            ? ((ThriftType)(head & 15), (int)count)
            : throw Damage("a list that is longer than the rest");
    }

    private void Demand(ThriftType type)
    {
        if (_type != type)
        {
            throw Damage($"a field of type {_type} in place of {type}");
        }
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Damage("an early end");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw Damage("a value that is longer than the rest");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }

        throw Damage("an endless number");
    }

    private static long Signed(ulong zigzag) => unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));

    private readonly ParquetFaultException Damage(string found) =>
        new($"{found} at byte {Position} of the metadata", "metadata in Thrift's compact protocol");
}
