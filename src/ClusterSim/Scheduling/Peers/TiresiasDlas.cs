using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The schedules <c>dlas</c>, <c>dlas-gpu</c>, <c>dlas-gpu-N</c> and <c>dlas-gpu-gittins</c> of the simulator of
/// Tiresias's authors, commit 959f9b0, under Python 2.7 and its placement scheme <c>count</c>.
/// </summary>
internal sealed class TiresiasDlas(string name, DlasOptions options, ImmutableSortedDictionary<string, string> texts)
    : ISchedulingPolicy
{
    private readonly FirstFit _placement = new();
    private DlasQueues? _queues;
    private CountedAdmission? _admission;
    private long _nextJumpSeconds;

    public string Name => name;

    public IReadOnlyDictionary<string, string> Options => texts;

    public void Begin(SchedulingView view)
    {
        ProcessorCount processors = new(view);
        _queues = new DlasQueues(view, processors, options);
        _admission = new CountedAdmission(view, processors, _placement);
        _nextJumpSeconds = long.MaxValue;
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_queues is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        long now = view.Now.Ticks / TimeSpan.TicksPerSecond;
        bool happened = _queues.TakeIn(now);
        if (!happened && now < _nextJumpSeconds)
        {
            // Woken for a jump that has meanwhile been put off: nothing happens there in the peer.
            return;
        }

        _queues.Advance(now);
        _queues.Sort();
        _admission!.Begin();
        foreach (List<int> queue in _queues.All)
        {
            foreach (int job in queue)
            {
                if (_queues.Has(job))
                {
                    _admission.Ask(job);
                }
            }
        }

        _admission.Apply(plan);
        _queues.RunningFirst(now);
        WakeForJump(plan, now);
    }

    private void WakeForJump(Plan plan, long now)
    {
        _nextJumpSeconds = _queues!.NextJump(now);
        if (_nextJumpSeconds < long.MaxValue)
        {
            _nextJumpSeconds = Math.Max(_nextJumpSeconds, now + 1);
            plan.WakeAt(SimTime.Zero + TimeSpan.FromSeconds(_nextJumpSeconds));
        }
    }
}
