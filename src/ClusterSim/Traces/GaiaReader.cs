using System.Globalization;
using System.Text;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// The reductions of Alibaba's PAI trace that GAIA uses ("Going Green for Less Green", ASPLOS 2024): arrival, length
/// and CPUs. One list counts hours, another one seconds, under the same header.
/// </summary>
internal sealed class GaiaReader : ITraceReader
{
    /// <summary>Decimals that are read of a number of hours: within 2e-8 s.</summary>
    private const int HourDecimals = 11;

    private const int SecondsPerHour = 3600;
    private static readonly string[] s_columns = ["arrival_time", "length", "cpus"];
    private readonly bool _hours;

    private GaiaReader(bool hours) => _hours = hours;

    private enum Column
    {
        Arrival, Length, Cpus,
    }

    /// <summary>The reader of lists in hours.</summary>
    public static GaiaReader Hours { get; } = new(hours: true);

    /// <summary>The reader of lists in seconds.</summary>
    public static GaiaReader Seconds { get; } = new(hours: false);

    public TraceFormat Format => _hours
        ? new TraceFormat(
            "gaia-hours",
            "GAIA's reduction of the PAI trace over a year, ASPLOS 2024: arrival and length in hours, CPUs",
            "a CSV header arrival_time,length,cpus; among the first times one with a fraction")
        : new TraceFormat(
            "gaia-seconds",
            "GAIA's reduction of the PAI trace over a week, ASPLOS 2024: arrival and length in seconds, CPUs",
            "a CSV header arrival_time,length,cpus; the first times are whole numbers");

    /// <summary>
    /// Whole seconds are hardly ever whole hours, so one fraction in the head of the file tells hours.
    /// </summary>
    public FormatMatch Match(TraceHead head)
    {
        FormatMatch match = HeaderMatch.Of(head, s_columns);
        int first = head.Columns.ToList().IndexOf("arrival_time"), second = head.Columns.ToList().IndexOf("length");
        bool fractions = head.Lines.Skip(1).Select(line => line.Split(','))
            .Any(fields => HasFraction(fields.ElementAtOrDefault(first))
                || HasFraction(fields.ElementAtOrDefault(second)));
        return fractions == _hours ? match : FormatMatch.None;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        List<Row> rows = [];
        while (table.Read())
        {
            rows.Add(ReadRow(table));
        }

        // The rows have no ids. Numbered in the order of all columns, they get the same ids in whatever order they
        // stand.
        rows.Sort();
        AddAll(rows, builder);
        builder.RowsRead = rows.Count;
    }

    private static bool HasFraction(string? field) =>
        DecimalText.TryParse(Encoding.UTF8.GetBytes((field ?? "").Trim().Trim('"')), decimals: 6, out long scaled)
        && scaled % 1_000_000 != 0;

    private static void AddAll(List<Row> rows, TraceBuilder builder)
    {
        RequestPool pool = new();
        for (int i = 0; i < rows.Count; i++)
        {
            Row row = rows[i];
            if (i > 0 && row.CompareTo(rows[i - 1]) == 0)
            {
                builder.Noticed("a row like another one; both are kept", row.Line);
            }

            builder.Add(
                new Job
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"gaia-{i + 1}"),
                    SubmitTime = row.Arrival,
                    Request = pool.Share(new JobRequest
                    {
                        Instances = row.Cpus,
                        PerInstance = new ResourceVector(CpuMilli: 1000),
                    }),
                    Profile = new JobProfile { RunTime = row.Length },
                },
                row.Line);
        }
    }

    private Row ReadRow(CsvTableReader table)
    {
        const int mostCpus = 10_000_000;
        return new Row(
            new SimTime(ReadLength(table, Column.Arrival).Ticks),
            ReadLength(table, Column.Length),
            table.Int((int)Column.Cpus, 1, mostCpus),
            table.Line);
    }

    private TimeSpan ReadLength(CsvTableReader table, Column column)
    {
        const string expected = "a time in hours from 0 to 27,777,777";
        const long most = CsvTableReader.MaxSeconds / SecondsPerHour;
        if (!_hours)
        {
            return table.Length((int)column);
        }

        // 1e-11 h are 9/25 of a tick.
        const long hour = 100_000_000_000, numerator = 9, denominator = 25;
        (long whole, long rest) = Math.DivRem(table.Scaled((int)column, HourDecimals, expected), denominator);
        return whole <= most * (hour / denominator)
            ? new TimeSpan((whole * numerator) + (((rest * numerator) + (denominator / 2)) / denominator))
            : throw table.Fault((int)column, expected);
    }

    private readonly record struct Row(SimTime Arrival, TimeSpan Length, int Cpus, int Line) : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            int order = Arrival.CompareTo(other.Arrival);
            order = order != 0 ? order : Length.CompareTo(other.Length);
            return order != 0 ? order : Cpus.CompareTo(other.Cpus);
        }
    }
}
