using ClusterSim.Tables;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// The samples of one file by time. A file whose rows stand by time is streamed in every pass; one whose rows do not is
/// held in memory, 48 bytes a sample.
/// </summary>
internal sealed class SampleSource(string path, ITelemetryReader reader, TelemetryDirectory directory)
{
    private TelemetrySample[]? _held;

    public string Path => path;

    public TraceFormat Format => reader.Format;

    public bool HasDates => reader.HasDates;

    /// <summary>Notes about the rows, of the last complete pass over the file.</summary>
    public TraceBuilder Rows { get; private set; } = new(path);

    /// <summary>SHA-256 of the file as stored; empty before the first complete pass.</summary>
    public string Checksum { get; private set; } = "";

    /// <summary>Whether the last pass was given up because the rows do not stand by time.</summary>
    public bool IsOutOfOrder { get; private set; }

    /// <summary>Reads the whole file into memory, by time; samples of one time in the order of the file.</summary>
    public void Hold()
    {
        List<TelemetrySample> samples = [];
        foreach (TelemetrySample sample in InOrderOfFile())
        {
            samples.Add(sample);
        }

        IsOutOfOrder = false;
        _held = [.. samples.OrderBy(sample => sample.Time)];
    }

    /// <summary>The samples by time; ends early, and says so, where the rows do not stand by time.</summary>
    public IEnumerable<TelemetrySample> ByTime()
    {
        if (_held is not null)
        {
            foreach (TelemetrySample sample in _held)
            {
                yield return sample;
            }

            yield break;
        }

        long last = long.MinValue;
        foreach (TelemetrySample sample in InOrderOfFile())
        {
            if (sample.Time.Ticks < last)
            {
                IsOutOfOrder = true;
                yield break;
            }

            last = sample.Time.Ticks;
            yield return sample;
        }
    }

    private IEnumerable<TelemetrySample> InOrderOfFile()
    {
        using TableFile file = TableFile.Open(path);
        TraceBuilder rows = new(path);
        using IEnumerator<TelemetrySample> samples = reader.Read(file.Content, directory, rows).GetEnumerator();
        while (Next(samples, file))
        {
            yield return samples.Current;
        }

        Checksum = file.Finish();
        Rows = rows;
    }

    private static bool Next(IEnumerator<TelemetrySample> samples, TableFile file)
    {
        try
        {
            return samples.MoveNext();
        }
        catch (TableFormatException)
        {
            // A file that was cut off mostly ends in a broken row: the cut is the error to tell.
            file.Finish();
            throw;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw file.Damaged();
        }
    }
}
