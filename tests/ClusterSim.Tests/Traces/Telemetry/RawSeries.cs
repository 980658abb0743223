using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>
/// Idle time counted over the raw rows of a table of pods, without any code of the product: the rows of a pod by time,
/// parted where more than 600 s lie between two of them. A value holds until the next row; the last one holds 57 s, or
/// to the end of the table when that comes less than 600 s after that.
/// </summary>
internal sealed class RawSeries
{
    private const double Interval = 57, GapLimit = 600;

    /// <summary>Stretches of pods without long gaps: rows, end, and whether the pod ended there.</summary>
    public List<(List<(double Time, double Value)> Rows, double End, bool Ended)> Lives { get; } = [];

    public static RawSeries Of(string archive)
    {
        Dictionary<string, List<(double Time, double Value)>> pods = [];
        using TarReader tar = new(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        using StreamReader table = new(tar.GetNextEntry()!.DataStream!);
        string[] header = table.ReadLine()!.Split(',');
        int value = Array.IndexOf(header, "value"), time = Array.IndexOf(header, "timestamp_anon");
        int pod = Array.IndexOf(header, "container_ip");
        while (table.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            pods.TryAdd(fields[pod], []);
            pods[fields[pod]].Add((Number(fields[time]), Number(fields[value])));
        }

        double end = pods.Values.Max(rows => rows.Max(row => row.Time)) + Interval;
        RawSeries series = new();
        foreach (List<(double Time, double Value)> rows in pods.Values)
        {
            series.Add([.. rows.OrderBy(row => row.Time)], end);
        }

        return series;
    }

    public double Hours => Lives.Sum(life => life.End - life.Rows[0].Time) / 3600;

    /// <summary>All stretches below 1 %.</summary>
    public double IdleHours => Lives.Sum(life => Idle(life.Rows, life.End).Sum(one => one.End - one.Start)) / 3600;

    /// <summary>Stretches below 1 % longer than a limit, or just so long at the end of the table.</summary>
    public (int Hits, int Jobs, double IdleHours) StretchesOver(double seconds)
    {
        int hits = 0, jobs = 0;
        double sum = 0;
        foreach ((List<(double Time, double Value)> rows, double end, bool ended) in Lives)
        {
            var found = Idle(rows, end)
                .Where(one => one.End - one.Start > seconds || (!ended && one.End == end && end - one.Start == seconds))
                .ToList();
            (hits, jobs, sum) = (hits + found.Count, jobs + (found.Count > 0 ? 1 : 0), sum + found.Sum(Length));
        }

        return (hits, jobs, sum / 3600);
    }

    /// <summary>
    /// Falls below a level after which it is not reached again within a time, and the idle stretches that overlap it.
    /// </summary>
    public (int Hits, int Jobs, double IdleHours) Tails(double level, double seconds)
    {
        int hits = 0, jobs = 0;
        double sum = 0;
        foreach ((List<(double Time, double Value)> rows, double end, bool ended) in Lives)
        {
            List<double> falls = [];
            for (int i = 1; i < rows.Count; i++)
            {
                double until = rows.Skip(i).Where(row => row.Value >= level).Select(row => row.Time)
                    .DefaultIfEmpty(double.PositiveInfinity).First();
                double room = Math.Min(until, end) - rows[i].Time;
                bool isTail = room > seconds || (room == seconds && until > end && !ended);
                if (rows[i - 1].Value >= level && rows[i].Value < level && isTail)
                {
                    falls.Add(rows[i].Time);
                }
            }

            hits += falls.Count;
            jobs += falls.Count > 0 ? 1 : 0;
            sum += Idle(rows, end)
                .Where(one => falls.Any(fall => one.Start <= fall + seconds && one.End >= fall)).Sum(Length);
        }

        return (hits, jobs, sum / 3600);
    }

    private static double Length((double Start, double End) one) => one.End - one.Start;

    private static List<(double Start, double End)> Idle(List<(double Time, double Value)> rows, double end)
    {
        List<(double Start, double End)> found = [];
        double start = double.NaN;
        foreach ((double time, double value) in rows.Append((end, double.NaN)))
        {
            if (value < 1)
            {
                start = double.IsNaN(start) ? time : start;
            }
            else if (!double.IsNaN(start))
            {
                found.Add((start, time));
                start = double.NaN;
            }
        }

        return found;
    }

    private void Add(List<(double Time, double Value)> rows, double end)
    {
        int begin = 0;
        for (int i = 1; i <= rows.Count; i++)
        {
            bool isLast = i == rows.Count;
            if (isLast || rows[i].Time - rows[i - 1].Time > GapLimit)
            {
                double last = rows[i - 1].Time + Interval;
                bool stays = isLast && end - last < GapLimit;
                Lives.Add((rows[begin..i], stays ? end : last, !stays));
                begin = i;
            }
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
