namespace ClusterSim.Journals;

/// <summary>
/// The fields of one row of a file of events, before their meaning is known. One object serves for all rows, so that
/// reading allocates nothing for them.
/// </summary>
internal sealed class EventRow
{
    private const int Columns = (int)EventColumn.GpuModels + 1;
    private readonly (int Start, int Length)[] _texts = new (int, int)[Columns];
    private readonly double[] _numbers = new double[Columns];
    private readonly long[] _ticks = new long[Columns];
    private char[] _chars = new char[1024];
    private int _used;
    private uint _present;

    /// <summary>Where the row stands: its line in a text file, else its number from 1.</summary>
    public long Line { get; set; }

    /// <summary>Whether the row says anything about what its job asked for.</summary>
    public bool HasRequest => _present >> (int)EventColumn.User != 0;

    public void Clear() => (_used, _present) = (0, 0);

    public bool Has(EventColumn column) => (_present & (1u << (int)column)) != 0;

    /// <summary>The text of a field; empty when it has none.</summary>
    public ReadOnlySpan<char> Text(EventColumn column) =>
        Has(column) ? _chars.AsSpan(_texts[(int)column].Start, _texts[(int)column].Length) : [];

    /// <summary>The number of a field, or what it stands for when it has none.</summary>
    public double Number(EventColumn column, double none) => Has(column) ? _numbers[(int)column] : none;

    /// <summary>The ticks of a field that is a time.</summary>
    public long Ticks(EventColumn column) => _ticks[(int)column];

    public void Set(EventColumn column, double number)
    {
        _numbers[(int)column] = number;
        _present |= 1u << (int)column;
    }

    public void SetTicks(EventColumn column, long ticks)
    {
        _ticks[(int)column] = ticks;
        _present |= 1u << (int)column;
    }

    public void Set(EventColumn column, ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Took(column, text.Length);
    }

    /// <summary>Room for a text of at most so many characters, until <see cref="Took"/>.</summary>
    public Span<char> Room(int length)
    {
        if (_chars.Length - _used < length)
        {
            Array.Resize(ref _chars, Math.Max(2 * _chars.Length, _used + length));
        }

        return _chars.AsSpan(_used, length);
    }

    /// <summary>Takes the text that was put into <see cref="Room"/>.</summary>
    public void Took(EventColumn column, int length)
    {
        _texts[(int)column] = (_used, length);
        _used += length;
        _present |= 1u << (int)column;
    }
}
