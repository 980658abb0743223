using System.Buffers;

namespace ClusterSim.Tables.Parquet;

/// <summary>Collects the values of one column for the group of rows that is being written.</summary>
internal abstract class ColumnBuffer(ParquetColumn column, int capacity)
{
    private readonly int[] _present = column.Optional ? new int[capacity] : [];

    public ParquetColumn Column { get; } = column;

    /// <summary>Rows so far, nulls included.</summary>
    public int Rows { get; private set; }

    public int Nulls { get; private set; }

    /// <summary>Values of the dictionary; 0 when the values are better written as they are.</summary>
    public virtual int DictionaryEntries => 0;

    /// <summary>Whether so much has piled up that the group should end before its usual number of rows.</summary>
    public bool IsLarge { get; protected set; }

    /// <summary>Index of the next value among those that are not null.</summary>
    protected int Values => Rows - Nulls;

    /// <summary>Adds a null.</summary>
    /// <exception cref="InvalidOperationException">The column knows none.</exception>
    public void AddNull()
    {
        if (!Column.Optional)
        {
            throw new InvalidOperationException($"Column '{Column.Name}' knows no nulls.");
        }

        _present[Rows++] = 0;
        Nulls++;
    }

    /// <summary>Writes which rows have a value (definition levels).</summary>
    public void WriteLevels(ArrayBufferWriter<byte> target) =>
        RunLengthWriter.Write(_present.AsSpan(0, Rows), 1, target);

    /// <summary>Writes the values, or their indexes when there is a dictionary.</summary>
    public abstract void WriteValues(ArrayBufferWriter<byte> target);

    /// <summary>Writes the values of the dictionary, if there is one.</summary>
    public virtual void WriteDictionary(ArrayBufferWriter<byte> target)
    {
    }

    /// <summary>Smallest and largest value and the number of nulls.</summary>
    public abstract ColumnStatistics Statistics();

    /// <summary>Makes room for the next group.</summary>
    public virtual void Clear()
    {
        Rows = 0;
        Nulls = 0;
        IsLarge = false;
    }

    protected void CountValue()
    {
        if (Column.Optional)
        {
            _present[Rows] = 1;
        }

        Rows++;
    }
}
