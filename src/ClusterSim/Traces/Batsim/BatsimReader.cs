using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Batsim;

/// <summary>
/// Workloads of Batsim ("Batsim: a Realistic Language-Independent Resources and Jobs Management Systems Simulator",
/// JSSPP 2016): a JSON object with jobs and the profiles that they run.
/// </summary>
internal sealed class BatsimReader : ITraceReader
{
    private const string IdPrefix = "w0!";

    public TraceFormat Format { get; } = new(
        "batsim",
        "Batsim workloads: hosts asked for, walltimes, and profiles of which those made of delays are kept",
        "a JSON object with \"jobs\" that have a \"subtime\", and \"profiles\"");

    public FormatMatch Match(TraceHead head)
    {
        bool jobs = head.StartsWith('{') && head.Contains("\"jobs\"");
        return jobs && head.Contains("\"subtime\"") ? FormatMatch.Exact
            : jobs ? FormatMatch.Resembling
            : FormatMatch.None;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        BatsimFile file = new(content, builder.Path);
        builder.OrderIdsAsText = true;
        if (file.Machines is { } machines)
        {
            builder.Machine = new MachineHint(
                string.Create(CultureInfo.InvariantCulture, $"cores:{machines}"), "nb_res");
        }

        BatsimRunTimes runTimes = new(file.Profiles);
        foreach (BatsimJob job in file.Jobs)
        {
            builder.RowsRead++;
            if (!file.Profiles.ContainsKey(job.Profile))
            {
                throw new TableFormatException(
                    builder.Path, job.Line, "profile", $"'{job.Profile}'", "the name of one of the profiles");
            }

            Add(job, runTimes, builder);
        }
    }

    private static void Add(BatsimJob job, BatsimRunTimes runTimes, TraceBuilder builder)
    {
        if (runTimes.Of(job.Profile, out string why) is not { } runTime)
        {
            builder.LeftOut(why, job.Line);
            return;
        }

        builder.Add(
            new Job
            {
                Id = job.Id.Contains('!', StringComparison.Ordinal) ? job.Id : IdPrefix + job.Id,
                SubmitTime = job.SubmitTime,
                Request = new JobRequest
                {
                    Instances = job.Hosts,
                    PerInstance = new ResourceVector(CpuMilli: 1000),
                    Walltime = job.Walltime,
                    Application = job.Profile,
                },
                Profile = new JobProfile { RunTime = runTime },
            },
            job.Line);
    }
}
