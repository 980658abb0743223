using ClusterSim.Behavior;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Advice that could not be followed at once but may be later: somebody may come to wait, a cool-down or an hour may
/// pass. What a pass costs grows with what it follows or drops, not with what stands.
/// </summary>
internal sealed class StandingAdvice
{
    private readonly Queue<Advice> _ready = [];
    private readonly PriorityQueue<Advice, (SimTime At, int Index)> _cooling = new();

    /// <summary>Whether a reason not to follow advice may go away by itself.</summary>
    public static bool MayStand(ActionRefusal reason) => reason is
        ActionRefusal.NobodyWaits or ActionRefusal.CoolDown or ActionRefusal.TooManyActions;

    /// <summary>Keeps advice until a moment.</summary>
    public void Keep(Advice advice, ActionRefusal reason, SimTime freeAt)
    {
        if (reason == ActionRefusal.CoolDown)
        {
            _cooling.Enqueue(advice, (freeAt, advice.Detection.Index));
        }
        else
        {
            _ready.Enqueue(advice);
        }
    }

    /// <summary>Number of pieces of advice that may be followed as soon as somebody waits.</summary>
    public int Ready(SimTime now)
    {
        while (_cooling.TryPeek(out Advice? cooled, out (SimTime At, int Index) next) && next.At <= now)
        {
            _cooling.Dequeue();
            _ready.Enqueue(cooled);
        }

        return _ready.Count;
    }

    /// <summary>Takes the oldest piece of ready advice.</summary>
    public Advice Take() => _ready.Dequeue();

    /// <summary>When the next cool-down is over; never when nothing cools down.</summary>
    public SimTime NextAt =>
        _cooling.TryPeek(out _, out (SimTime At, int Index) next) ? next.At : SimTime.Never;
}
