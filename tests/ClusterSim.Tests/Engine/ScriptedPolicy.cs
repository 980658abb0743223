using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Engine;

/// <summary>
/// Starts what fits in order of submission, and before that does what a script says for the moment of the pass.
/// </summary>
internal sealed class ScriptedPolicy : ISchedulingPolicy
{
    private readonly SortedDictionary<double, Action<SchedulingView, Plan>> _script = [];

    public string Name => "scripted";

    public List<RefusalReason> Answers { get; } = [];

    public ScriptedPolicy At(double seconds, Func<SchedulingView, Plan, RefusalReason> verb)
    {
        Action<SchedulingView, Plan> previous = _script.GetValueOrDefault(seconds) ?? ((_, _) => { });
        _script[seconds] = previous + ((view, plan) => Answers.Add(verb(view, plan)));
        return this;
    }

    public void Begin(SchedulingView view) => Answers.Clear();

    public void Schedule(SchedulingView view, Plan plan)
    {
        foreach ((double seconds, Action<SchedulingView, Plan> verb) in _script)
        {
            if (seconds == view.Now.Seconds)
            {
                verb(view, plan);
            }
            else if (seconds > view.Now.Seconds)
            {
                plan.WakeAt(ClusterSim.Time.SimTime.FromSeconds(seconds));
            }
        }

        foreach (int job in view.Pending)
        {
            if (FirstFitInOrder.Place(view.Free, view.Job(job).Demand) is { } placement)
            {
                plan.Start(job, placement);
            }
        }
    }
}
