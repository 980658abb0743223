using ClusterSim.Time;

namespace ClusterSim.Scheduling;

/// <summary>
/// Is told why a policy decides as it does, so that a run can be explained. Nothing in a run depends on it: a policy
/// says what it knows to <see cref="SchedulingView.Decisions"/> if anybody listens, and decides the same if nobody
/// does.
/// </summary>
public interface IDecisionLog
{
    /// <summary>A waiting job is kept room for: jobs that would delay it may not start.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="start">
    /// When it starts at the latest by what is known; <see cref="SimTime.Never"/> when nothing tells.
    /// </param>
    void Reserved(int job, SimTime start);

    /// <summary>A waiting job is not started now although there may be room.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="until">
    /// Until when, as far as the policy knows; <see cref="SimTime.Never"/> when it does not.
    /// </param>
    /// <param name="reason">
    /// Why, as the end of a sentence: <c>less carbon-intensive power is expected at 02:00</c>.
    /// </param>
    void HeldBack(int job, SimTime until, string reason);

    /// <summary>A job is stopped, moved, resized, capped or turned away in this pass.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="reason">Why, as the end of a sentence: <c>a job of a higher priority needs its GPUs</c>.</param>
    void Acted(int job, string reason);

    /// <summary>A scheduling pass is over; the view shows what the policy left.</summary>
    /// <param name="view">The view; valid during the call only.</param>
    void PassEnded(SchedulingView view);
}
