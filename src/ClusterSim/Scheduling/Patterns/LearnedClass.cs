namespace ClusterSim.Scheduling.Patterns;

/// <summary>Classes of jobs that a rule may treat differently: by the GPUs asked for.</summary>
internal static class LearnedClass
{
    /// <summary>0 for all jobs, or by size: 0 up to one GPU, 1 up to eight (a common node), 2 above.</summary>
    public static int Of(PatternRun run, int job)
    {
        int gpus = run.View.Job(job).Request.TotalGpus;
        return !run.Options.LearnsBySize || gpus <= 1 ? 0 : gpus <= 8 ? 1 : 2;
    }
}
