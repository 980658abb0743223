using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public partial class SupercloudReaderTests
{
    private const string File = "mit-supercloud/slurm-log-queueing-clean.csv.gz";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheRealLogHasTheFactsOfItsDescription()
    {
        Trace trace = Trace.Open(SharedData.Path(File));
        Job[] jobs = [.. trace.ToWorkload().Jobs];

        // SOURCES.md section 13: 9,628 jobs from 2021-01-01, 3,216 without a limit, states 3: 5,784, 4: 1,893,
        // 5, 6, 7 and 11 together 1,077 + 841 + 12 + 21.
        Assert.Multiple(() =>
        {
            Assert.That(jobs, Has.Length.EqualTo(9_628));
            Assert.That(trace.Report.TimeZero, Does.StartWith("2021-01-01T").And.EndsWith("Z"));
            Assert.That(jobs.Count(job => job.Request.Walltime is null), Is.EqualTo(3_216));
            Assert.That(jobs.Count(job => job.Profile.Outcome == JobOutcome.Completed), Is.EqualTo(5_784));
            Assert.That(jobs.Count(job => job.Profile.Outcome == JobOutcome.Cancelled), Is.EqualTo(1_893));
            Assert.That(jobs.Count(job => job.Profile.Outcome == JobOutcome.Failed), Is.EqualTo(1_951));
        });
    }

    [Test]
    public void ResourcesAreThoseThatWereAllocated()
    {
        // Cores, GPUs and seconds summed over the text of the file, by a regular expression of its own.
        using StreamReader reader = new(
            new GZipStream(System.IO.File.OpenRead(SharedData.Path(File)), CompressionMode.Decompress));
        Job[] jobs = [.. Trace.Open(SharedData.Path(File)).ToWorkload().Jobs];
        long cores = 0, gpus = 0, withGpus = 0;
        double seconds = 0;
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Match row = Row().Match(line);
            cores += Whole(row, "cores");
            gpus += Whole(row, "gpus");
            withGpus += row.Groups["gpus"].Length > 0 ? 1 : 0;
            seconds += Whole(row, "end") - Whole(row, "start");
        }

        Assert.That(jobs.Count(job => job.Request.TotalGpus > 0), Is.EqualTo(withGpus));
        Assert.That(jobs.Sum(job => (long)job.Request.TotalGpus), Is.EqualTo(gpus));
        Assert.That(jobs.Sum(job => job.Profile.RunTime.TotalSeconds), Is.EqualTo(seconds));
        // Shares that do not come out even are rounded up to 1/1000 core an instance.
        Assert.That(jobs.Sum(job => job.Request.TotalCpuMilli) / 1000.0, Is.EqualTo(cores).Within(1));
    }

    [TestCase("9,u,p,5,99,60,1,2,3", "column 'state'")]
    [TestCase("9,u,p,5,3,60,1,2,x", "column 'time_end'")]
    [TestCase("9,u,p,-5,3,60,1,2,3", "column 'priority'")]
    public void AMalformedFieldIsRefusedWithItsPlace(string used, string expected)
    {
        string[] columns = Header.Split(',');
        string[] names =
        [
            "id_job", "id_user", "partition", "priority", "state", "timelimit", "time_submit", "time_start", "time_end",
        ];
        string[] values = used.Split(',');
        string row = string.Join(',', columns.Select(column =>
            Array.IndexOf(names, column) is >= 0 and int at ? values[at] : column == "nodes_alloc" ? "1" : ""));

        Assert.That(_files.Refused("x.csv", Header + "\n" + row).Message, Does.Contain("x.csv:2: " + expected));
    }

    internal const string Header = "id_job,id_array_job,id_array_task,id_user,kill_requid,nodes_alloc,nodelist,"
        + "cpus_req,derived_ec,exit_code,gres_used,array_max_tasks,array_task_pending,constraints,flags,mem_req,"
        + "partition,priority,state,timelimit,time_submit,time_eligible,time_start,time_end,time_suspended,track_steps,"
        + "tres_alloc,tres_req,job_type,time_submit_dt,time_eligible_dt,time_start_dt,time_end_dt,service_time,"
        + "interarrival_time,service_time_norm,interarrival_time_norm,timelimit_clean";

    private static long Whole(Match row, string group) => row.Groups[group].Length == 0
        ? 0
        : long.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @",\d+,\d+,(?<start>\d{10}),(?<end>\d{10}),0,[01],""1=(?<cores>\d+)[^""]*?(?:,1002=(?<gpus>\d+))?""")]
    private static partial Regex Row();
}
