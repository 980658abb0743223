using System.Collections.Immutable;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Pai;

/// <summary>
/// Makes jobs of tasks. The instances of a task ask for the same and start together, so each task is a gang; the
/// tasks of one PAI job may ask for different things and are gangs of their own, submitted at the same time.
/// </summary>
internal static class PaiWorkload
{
    public static void Add(PaiJobs jobs, TraceBuilder builder)
    {
        RequestPool pool = new();
        foreach (PaiTask task in jobs.Tasks)
        {
            Add(task, jobs.LastTime, pool, builder);
        }

        foreach (PaiJob job in jobs.All)
        {
            if (job.Tasks is null)
            {
                builder.RowsRead++;
                builder.LeftOut("in pai_job_table: a job without a task in pai_task_table", job.Line);
            }
        }
    }

    private static void Add(PaiTask task, SimTime traceEnd, RequestPool pool, TraceBuilder builder)
    {
        if (task.Status == PaiStatus.Waiting)
        {
            builder.LeftOut("still waiting: no run time", task.Line);
            return;
        }

        SimTime? start = task.Start ?? task.EarliestInstance;
        (SimTime? end, string how) = EndOf(task, start, traceEnd);
        if (start is not { } from || end is not { } to || to < from)
        {
            builder.LeftOut(start is null ? "no start: no run time" : end is null ? "no end: no run time"
                : "ends before it starts", task.Line);
            return;
        }

        if (task.Start is null)
        {
            builder.Repaired("no start_time: the first start in pai_instance_table", task.Line);
        }

        if (how.Length > 0)
        {
            builder.Repaired(how, task.Line);
        }

        bool submitted = task.Job.Submit <= from;
        NoteSubmission(task, submitted, builder);
        bool censored = task.End is null && task.Status == PaiStatus.Running;
        builder.Add(
            new Job
            {
                Id = task.Job.Tasks == task && task.Next is null ? task.Job.Name : task.Job.Name + "/" + task.Name,
                SubmitTime = submitted ? task.Job.Submit!.Value : from,
                Request = ReadRequest(task, pool, builder),
                Profile = new JobProfile
                {
                    RunTime = to - from,
                    Censored = censored,
                    Outcome = task.Status == PaiStatus.Failed ? JobOutcome.Failed : JobOutcome.Completed,
                    Phases = ReadUtilization(task, builder),
                },
                Recorded = new RecordedRun(from, censored ? null : to, submitted),
            },
            task.Line);
    }

    /// <summary>When the task ended, and how that was repaired; empty when it was not.</summary>
    private static (SimTime? End, string Repair) EndOf(PaiTask task, SimTime? start, SimTime traceEnd) => task switch
    {
        { End: { } end } => (end, ""),
        { Status: PaiStatus.Running } =>
            (traceEnd, "running, no end_time: runs to the end of the trace, run time is a lower bound"),
        { LatestInstance: { } last } => (last, "no end_time: the last end in pai_instance_table"),
        { Job.End: { } end } when end >= start => (end, "no end_time: that of its job"),
        _ => (null, ""),
    };

    private static void NoteSubmission(PaiTask task, bool submitted, TraceBuilder builder)
    {
        if (!submitted)
        {
            builder.Repaired(
                task.Job.Submit is null
                    ? "its job has no start_time: submitted when it started"
                    : "started before its job was submitted: submitted when it started",
                task.Line);
        }
    }

    private static JobRequest ReadRequest(PaiTask task, RequestPool pool, TraceBuilder builder)
    {
        if (task.Instances == 0)
        {
            builder.Repaired(
                task.InstancesFound > 0
                    ? "no inst_num: as many instances as pai_instance_table has"
                    : "no inst_num: one instance",
                task.Line);
        }
        else if (task.InstancesFound > 0 && task.InstancesFound != task.Instances)
        {
            builder.Noticed("inst_num is not the number of rows in pai_instance_table; inst_num is used", task.Line);
        }

        return pool.Share(new JobRequest
        {
            Instances = task.Instances > 0 ? task.Instances : Math.Max(1, task.InstancesFound),
            PerInstance = task.PerInstance,
            GpuModels = task.PerInstance.Gpus > 0 ? pool.Models(task.Job.GpuModel) : [],
            User = task.Job.User,
            Application = task.Job.Group,
        });
    }

    /// <summary>
    /// One phase with the mean of the measured instances, as a share of what each asked for; none without measurements.
    /// </summary>
    private static ImmutableArray<UtilizationPhase> ReadUtilization(PaiTask task, TraceBuilder builder)
    {
        const int whole = 1000;
        long askedMilli = (long)task.InstancesMeasured * task.PerInstance.TotalGpuMilli;
        if (askedMilli == 0)
        {
            return [];
        }

        // Millionths over thousandths are thousandths.
        long permille = (task.MeasuredMicro + (askedMilli / 2)) / askedMilli;
        if (permille > whole)
        {
            builder.Noticed("uses more GPU than it asked for: counted as fully busy", task.Line);
        }

        return [new UtilizationPhase(TimeSpan.Zero, (int)Math.Min(whole, permille), PhaseKind.Compute)];
    }
}
