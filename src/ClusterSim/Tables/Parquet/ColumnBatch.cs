namespace ClusterSim.Tables.Parquet;

/// <summary>Some consecutive values of a column. Only the array that fits the column is used.</summary>
internal sealed class ColumnBatch
{
    public ColumnBatch(ColumnKind kind, int capacity)
    {
        Kind = kind;
        Capacity = capacity;
        Flags = kind == ColumnKind.Flag ? new bool[capacity] : [];
        Wholes = kind == ColumnKind.Whole ? new long[capacity] : [];
        Numbers = kind == ColumnKind.Number ? new double[capacity] : [];
        Texts = kind == ColumnKind.Text ? new string[capacity] : [];
    }

    public ColumnKind Kind { get; }

    public int Capacity { get; }

    /// <summary>Whether each row has a value; the value of a null row means nothing.</summary>
    public bool[] Present { get; private set; } = [];

    /// <summary>Whether no row of the batch is null; then <see cref="Present"/> means nothing.</summary>
    public bool AllPresent { get; set; } = true;

    public bool[] Flags { get; }

    public long[] Wholes { get; }

    public double[] Numbers { get; }

    public string[] Texts { get; }

    public bool IsNull(int row) => !AllPresent && !Present[row];

    /// <summary>Room for nulls from now on; what was read so far has none.</summary>
    public void ExpectNulls(int rowsSoFar)
    {
        if (AllPresent)
        {
            Present = Present.Length == 0 ? new bool[Capacity] : Present;
            Present.AsSpan(0, rowsSoFar).Fill(true);
            AllPresent = false;
        }
    }

    /// <summary>Moves the values, which stand densely from <paramref name="start"/> on, to their rows.</summary>
    public void Spread(int start, int rows, int values)
    {
        for (int row = start + rows - 1, from = start + values - 1; from >= start; row--)
        {
            if (Present[row])
            {
                Move(from--, row);
            }
        }
    }

    /// <summary>Takes over the values of another batch.</summary>
    /// <param name="source">A batch of the same kind.</param>
    /// <param name="rows">Row of <paramref name="source"/> for each value; all within it.</param>
    /// <param name="start">Where the first value goes.</param>
    public void Gather(ColumnBatch source, ReadOnlySpan<int> rows, int start)
    {
        switch (Kind)
        {
            case ColumnKind.Flag:
                Gather(source.Flags, rows, Flags.AsSpan(start));
                break;
            case ColumnKind.Whole:
                Gather(source.Wholes, rows, Wholes.AsSpan(start));
                break;
            case ColumnKind.Number:
                Gather(source.Numbers, rows, Numbers.AsSpan(start));
                break;
            default:
                Gather(source.Texts, rows, Texts.AsSpan(start));
                break;
        }
    }

    private static void Gather<T>(T[] source, ReadOnlySpan<int> rows, Span<T> target)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            target[i] = source[rows[i]];
        }
    }

    private void Move(int from, int to)
    {
        switch (Kind)
        {
            case ColumnKind.Flag:
                Flags[to] = Flags[from];
                break;
            case ColumnKind.Whole:
                Wholes[to] = Wholes[from];
                break;
            case ColumnKind.Number:
                Numbers[to] = Numbers[from];
                break;
            default:
                Texts[to] = Texts[from];
                break;
        }
    }
}
