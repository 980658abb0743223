using System.Collections.Immutable;

namespace ClusterSim.Tables;

/// <summary>Writes the same table in several forms at once.</summary>
internal sealed class TableCopies(ImmutableArray<ITableWriter> copies) : ITableWriter
{
    public ITableWriter Text(ReadOnlySpan<char> value)
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Text(value);
        }

        return this;
    }

    public ITableWriter Number(long value)
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Number(value);
        }

        return this;
    }

    public ITableWriter Number(double value)
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Number(value);
        }

        return this;
    }

    public ITableWriter Flag(bool value)
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Flag(value);
        }

        return this;
    }

    public ITableWriter Seconds(TimeSpan length)
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Seconds(length);
        }

        return this;
    }

    public ITableWriter Empty()
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Empty();
        }

        return this;
    }

    public void EndRow()
    {
        foreach (ITableWriter copy in copies)
        {
            copy.EndRow();
        }
    }

    public void Dispose()
    {
        foreach (ITableWriter copy in copies)
        {
            copy.Dispose();
        }
    }
}
