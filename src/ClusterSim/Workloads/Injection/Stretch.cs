using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>A stretch of a job's life that shows a behaviour for longer or shorter than its threshold.</summary>
/// <param name="From">First second.</param>
/// <param name="Until">Second after the last.</param>
internal readonly record struct Stretch(long From, long Until)
{
    // Preparation takes at most a fifth of a job, evaluation and checkpoints a few minutes.
    private const double RoomShare = 0.6;
    private const long RoomSeconds = 900;

    /// <summary>
    /// Plans a behaviour that lasts for a drawn multiple of a threshold somewhere within the computing part of a job.
    /// </summary>
    /// <param name="behavior">The behaviour.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="stream">Where chance comes from.</param>
    /// <param name="change">What the stretch does to the job.</param>
    public static InjectionPlan Plan(
        InjectedBehavior behavior, TimeSpan threshold, RandomStream stream, Action<JobDraft, Stretch> change)
    {
        Reach reach = Reach.Draw(stream);
        double place = stream.NextDouble();
        long length = Math.Max(1, reach.Seconds(threshold));
        return new InjectionPlan((long)(length / RoomShare) + RoomSeconds, draft =>
        {
            long room = Math.Max(0, draft.UsefulSeconds - draft.ComputeStart - length);
            long from = draft.ComputeStart + (long)(place * room);
            Stretch stretch = new(from, Math.Min(from + length, draft.UsefulSeconds));
            // What is stuck reaches no checkpoint.
            draft.Kinds.Set(stretch.From, stretch.Until, (double)PhaseKind.Compute);
            change(draft, stretch);
            draft.Label(
                behavior, reach.Grade, stretch.From, stretch.Until, stretch.From + (long)threshold.TotalSeconds);
        });
    }

    /// <summary>
    /// Plans a behaviour that holds from the first second to the last of a job, which runs for a drawn multiple of the
    /// threshold.
    /// </summary>
    /// <param name="behavior">The behaviour.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="stream">Where chance comes from.</param>
    /// <param name="change">What it does to the job.</param>
    public static InjectionPlan Whole(
        InjectedBehavior behavior, TimeSpan threshold, RandomStream stream, Action<JobDraft> change)
    {
        Reach reach = Reach.Draw(stream);
        long length = reach.Seconds(threshold);
        return new InjectionPlan(0, draft =>
        {
            draft.CutTo(length);
            change(draft);
            draft.Label(behavior, reach.Grade, 0, length, (long)threshold.TotalSeconds);
        });
    }

    /// <summary>Plans a stretch of a behaviour that is no waste: it has no threshold to reach.</summary>
    public static InjectionPlan Plan(
        InjectedBehavior behavior, double seconds, RandomStream stream, Action<JobDraft, Stretch> change)
    {
        double place = stream.NextDouble();
        return new InjectionPlan((long)(seconds / RoomShare) + RoomSeconds, draft =>
        {
            long room = Math.Max(0, draft.UsefulSeconds - draft.ComputeStart - (long)seconds);
            long from = draft.ComputeStart + (long)(place * room);
            Stretch stretch = new(from, Math.Min(from + (long)seconds, draft.UsefulSeconds));
            change(draft, stretch);
            draft.Label(behavior, LabelGrade.LooksLike, stretch.From, stretch.Until, stretch.Until);
        });
    }
}
