using System.Globalization;
using System.Text.Json;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// Files of events: written, and read beside a bare pass of the platform's JSON reader over the same bytes.
/// </summary>
internal static class EventFileRows
{
    private const int Events = 5_000_000, EventsOfJob = 10, JobsAtOnce = 2_000;

    public static IEnumerable<QuickRow> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-").FullName;
        try
        {
            string lines = Path.Combine(folder, "events.jsonl"), parquet = Path.Combine(folder, "events.parquet");
            Measurement[] cost = Measurement.OfEach(
                2, () => Write(lines), () => Write(parquet), () => ReadBare(lines), () => Read(lines),
                () => Read(parquet));
            yield return Row("written as JSON lines", lines, "", cost[0], double.NaN);
            yield return Row("written as Parquet", parquet, "", cost[1], double.NaN);
            yield return Row(
                "read from JSON lines", lines, Text($"tokens alone, {Rate(cost[2]):0.00} M/s"), cost[3],
                cost[3].Cpu / cost[2].Cpu);
            yield return Row("read from Parquet", parquet, "", cost[4], double.NaN);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static QuickRow Row(string what, string file, string baseline, Measurement cost, double ratio) => new(
        Text($"{Events:N0} events {what}, {new FileInfo(file).Length / 1e6:0} MB"), baseline,
        Text($"{Rate(cost):0.00} M/s, {cost.AllocatedBytes / (double)Events:0.0} B/event"), ratio, "", true);

    private static double Rate(Measurement cost) => Events / cost.Cpu.TotalSeconds / 1e6;

    private static void Write(string path)
    {
        using EventWriter writer = EventWriter.Create(path, new Jobs(), ["n0", "n1", "n2", "n3"]);
        for (int i = 0; i < Events; i++)
        {
            // 2,000 jobs take turns; each is submitted, starts, is sampled seven times and completes.
            int step = i / JobsAtOnce % EventsOfJob;
            int job = (i / (JobsAtOnce * EventsOfJob) * JobsAtOnce) + (i % JobsAtOnce);
            EventKind kind = step switch
            {
                0 => EventKind.JobSubmitted,
                1 => EventKind.JobStarted,
                EventsOfJob - 1 => EventKind.JobCompleted,
                _ => step % 2 == 0 ? EventKind.UtilizationChanged : EventKind.MetricSampled,
            };
            writer.Observe(new SimulationEvent(
                new SimTime(i * 12_345_678L), kind, job, kind == EventKind.JobStarted ? job % 4 : -1, 4,
                i % 1000, i % 5));
        }
    }

    private static void Read(string path)
    {
        using EventReader reader = EventReader.Open(path);
        long events = 0;
        while (reader.Read(out _))
        {
            events++;
        }

        if (events != Events)
        {
            throw new InvalidOperationException(Text($"read {events} events of {Events}"));
        }
    }

    private static void ReadBare(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] block = new byte[1 << 17];
        int rest = 0;
        JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true });
        for (int count; (count = file.Read(block, rest, block.Length - rest)) > 0;)
        {
            Utf8JsonReader json = new(block.AsSpan(0, rest + count), isFinalBlock: false, state);
            while (json.Read())
            {
            }

            state = json.CurrentState;
            int consumed = (int)json.BytesConsumed;
            rest = rest + count - consumed;
            block.AsSpan(consumed, rest).CopyTo(block);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Jobs : IJobDirectory
    {
        private readonly JobRequest _request =
            new() { User = "user", Application = "train", PerInstance = new ResourceVector(Gpus: 4) };

        public string IdOf(int job) => job.ToString(CultureInfo.InvariantCulture);

        public JobRequest RequestOf(int job) => _request;
    }
}
