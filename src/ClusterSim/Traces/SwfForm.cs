using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Writes workloads in the Standard Workload Format, version 2.2 (Feitelson, Parallel Workloads Archive). The format
/// knows processors only: a job with GPUs is written with its GPUs as processors, any other with its cores. Times are
/// rounded to whole seconds; utilization, roles, models and disk are left out. The header says so.
/// </summary>
public static class SwfForm
{
    private const int KibPerMib = 1024;

    /// <summary>Writes a workload.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="path">File to create or overwrite; compressed with gzip when its name ends in <c>.gz</c>.</param>
    /// <param name="machine">The machine of the trace; <c>null</c> when it names none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Workload workload, string path, MachineHint? machine = null)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Stream file = File.Create(path);
        using Stream target = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionLevel.Optimal)
            : file;
        using StreamWriter writer = new(target, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        WriteHeader(writer, workload, machine);
        bool numbered = workload.Jobs.All(job => IsNumber(job.Id));
        Numbering users = new(workload, request => request.User);
        Numbering applications = new(workload, request => request.Application);
        Numbering queues = new(workload, request => request.Queue);
        for (int i = 0; i < workload.Jobs.Length; i++)
        {
            Job job = workload.Jobs[i];
            string number = numbered ? job.Id : (i + 1).ToString(CultureInfo.InvariantCulture);
            JobRequest request = job.Request;
            long[] identity =
                [users.Of(request), -1, applications.Of(request), queues.Of(request), -1, -1, -1];
            writer.Write(number);
            writer.WriteLine(string.Concat(Fields(job).Concat(identity).Select(Text)));
        }
    }

    private static void WriteHeader(TextWriter writer, Workload workload, MachineHint? machine)
    {
        writer.WriteLine("; Version: 2.2");
        writer.WriteLine($"; Note: converted from {workload.Source.Name} ({workload.Source.Format})");
        writer.WriteLine("; Note: processors are GPUs for jobs that ask for GPUs, else cores; times are whole seconds");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"; MaxJobs: {workload.Jobs.Length}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"; MaxRecords: {workload.Jobs.Length}"));
        if (machine?.Shorthand is { } shorthand && shorthand.StartsWith("cores:", StringComparison.Ordinal))
        {
            writer.WriteLine($"; MaxProcs: {shorthand["cores:".Length..]}");
        }
    }

    private static IEnumerable<long> Fields(Job job)
    {
        JobRequest request = job.Request;
        long processors = Processors(request);
        SimTime? start = job.Recorded?.Start;
        long memoryKib = request.PerInstance.MemoryMiB * KibPerMib * request.Instances / processors;
        return
        [
            Seconds(job.SubmitTime - SimTime.Zero),
            start is { } started ? Seconds(started - job.SubmitTime) : -1,
            Seconds(job.Profile.RunTime),
            processors,
            -1,
            -1,
            processors,
            request.Walltime is { } walltime ? Seconds(walltime) : -1,
            memoryKib > 0 ? memoryKib : -1,
            Status(job.Profile.Outcome),
        ];
    }

    private static long Processors(JobRequest request)
    {
        long cores = (request.TotalCpuMilli + 999) / 1000;
        return Math.Max(1, request.TotalGpus > 0 ? request.TotalGpus : cores);
    }

    private static int Status(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Completed => 1,
        JobOutcome.Failed => 0,
        _ => 5,
    };

    private static long Seconds(TimeSpan length) =>
        (long)Math.Round(length.Ticks / (decimal)TimeSpan.TicksPerSecond, MidpointRounding.AwayFromZero);

    private static string Text(long value) => " " + value.ToString(CultureInfo.InvariantCulture);

    private static bool IsNumber(string text) =>
        text == "0" || (text.Length is > 0 and < 16 && text[0] != '0' && text.All(char.IsAsciiDigit));

    /// <summary>
    /// Gives texts numbers from 1 in the order of their first occurrence. Where all of them are numbers, they stay.
    /// </summary>
    private sealed class Numbering(Workload workload, Func<JobRequest, string> textOf)
    {
        private readonly bool _keep =
            workload.Jobs.All(job => textOf(job.Request) is var text && (text.Length == 0 || IsNumber(text)));

        private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

        public long Of(JobRequest request)
        {
            string text = textOf(request);
            if (text.Length == 0)
            {
                return -1;
            }

            if (!_numbers.TryGetValue(text, out long number))
            {
                number = _keep ? long.Parse(text, CultureInfo.InvariantCulture) : _numbers.Count + 1;
                _numbers.Add(text, number);
            }

            return number;
        }
    }
}
