using System.Globalization;
using System.IO.Compression;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>Inputs and schedules of other programs, read with as little code as possible.</summary>
internal static class PeerSchedules
{
    /// <summary>The jobs of an SWF file on a pool of processors; walltime is field 9.</summary>
    public static Workload Swf(string name) => new(
        from line in Lines($"peers/inputs/{name}.swf.gz")
        where !line.StartsWith(';')
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select new Job
        {
            Id = fields[0],
            SubmitTime = SimTime.FromSeconds(Number(fields[1])),
            Request = new JobRequest
            {
                Instances = (int)Number(fields[7]),
                PerInstance = new ResourceVector(CpuMilli: 1000),
                Walltime = SimTime.Length(Number(fields[8])),
            },
            Profile = new JobProfile { RunTime = SimTime.Length(Number(fields[3])) },
        });

    /// <summary>
    /// Id, start and finish in seconds of each job, by the columns <c>job_id,submit,start,finish</c>.
    /// </summary>
    public static Dictionary<string, (double Start, double Finish)> Schedule(string file) =>
        Lines(file).Skip(1).Select(line => line.Split(',')).ToDictionary(f => f[0], f => (Number(f[2]), Number(f[3])));

    public static Platform Cores(int count) => new()
    {
        Name = $"cores:{count}",
        Nodes = [new Node { Name = "pool", CpuMilli = count * 1000 }],
    };

    public static IEnumerable<string> Lines(string file)
    {
        using FileStream stored = File.OpenRead(SharedData.Path(file));
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stored, CompressionMode.Decompress)
            : stored;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
