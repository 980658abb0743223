using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <content>What becomes of jobs that fail by themselves, or with the machine below them.</content>
internal sealed partial class JobLifecycle
{
    /// <summary>Attempts and evictions.</summary>
    public JobRetries Retries { get; } = new(run);

    /// <summary>The machine stops a job: without warning, or with enough of it for a checkpoint.</summary>
    public void LoseMachine(int job, bool warned)
    {
        if (!Retries.SurvivesEviction(job))
        {
            int released = Stop(job);
            FallBack(job);
            Leave(job, JobStatus.Failed);
            run.Emit(EventKind.JobFailed, job, gpus: released);
        }
        else if (warned)
        {
            int gpus = Stop(job);
            run.Progress.Save(job);
            Requeue(job, run.Options.Overheads.OfPreemption(gpus));
            run.Emit(EventKind.JobEvicted, job, gpus: gpus);
        }
        else
        {
            Evict(job);
        }
    }

    /// <summary>The back-off of a failed job is over: it is submitted again.</summary>
    public void Retry(int job)
    {
        Retries.BackingOff--;
        run.Emit(EventKind.JobRetried, job, value: Retries.Attempt(job));
        TimeSpan startUp = run.Options.Overheads.StartUp, restore = run.Options.Overheads.Restore;
        Requeue(job, run.Progress.Done(job) > TimeSpan.Zero ? RestartOf(run, job) ?? restore : startUp);
    }

    private void AwaitRetry(int job, TimeSpan backOff)
    {
        int gpus = Stop(job);
        if (Retries.Resume)
        {
            FallBack(job);
        }
        else
        {
            run.Accounts.BookFailedAttempt(job);
            run.Progress.Reset(job);
            run.Training[job]?.FallBack(TimeSpan.Zero);
        }

        run.Jobs.Status[job] = JobStatus.Unsubmitted;
        Retries.BackingOff++;
        run.Emit(EventKind.JobFailed, job, gpus: gpus);
        run.Queue.Schedule(run.Now + backOff, EventPhase.Submission, (int)EventCode.RetryDue, job);
    }
}
