namespace ClusterSim.Journals;

/// <summary>The rows of a file of events, whatever its form.</summary>
internal interface IEventRows : IDisposable
{
    /// <summary>Reads the next row.</summary>
    /// <returns><c>false</c> at the end; of a file that grows, until more is there.</returns>
    /// <exception cref="Tables.TableFormatException">
    /// The row is damaged. The next call goes on behind it, where <see cref="CanGoOn"/>.
    /// </exception>
    bool Read(EventRow row);

    /// <summary>Whether rows behind a damaged one can be read.</summary>
    bool CanGoOn { get; }

    /// <summary>No more will come: what stands at the end without a line break is a row, too.</summary>
    void Close();

    /// <summary>The error that a field of a row does not hold what is expected.</summary>
    Tables.TableFormatException Fault(EventRow row, EventColumn column, string expected);
}
