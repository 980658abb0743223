using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The default scheduler of ExaDigiT's RAPS, commit 6c142bf: the head of the queue blocks; backfilling starts, one by
/// one, the first job that fits and asks for no more time than is left until a shadow time.
/// </summary>
/// <remarks>
/// RAPS sees an end one second late, so that a job holds its nodes for its run time and one second: run it with a
/// start-up overhead of 1 s.
/// </remarks>
internal sealed class RapsSimulator(RapsOptions options) : ISchedulingPolicy
{
    private const int None = -1;

    private readonly FirstFit _placement = new();
    private ProcessorCount? _processors;
    private RapsShadow? _shadow;
    private WaitingJobs? _byKey, _bySubmit;
    private bool _isBySubmit;

    public string Name { get; } = options.JobOrder.ToString().ToLowerInvariant() + "-raps";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("backfill", options.Backfill.ToString().ToLowerInvariant());

    private WaitingJobs Queue => _isBySubmit ? _bySubmit! : _byKey!;

    public void Begin(SchedulingView view)
    {
        _processors = new ProcessorCount(view);
        _shadow = new RapsShadow(view, _processors);
        int[] submitted = WaitingJobs.InOrderOfSubmission(view);
        _bySubmit = new WaitingJobs(view, _processors, submitted);
        _byKey = new WaitingJobs(view, _processors, [.. submitted.OrderBy(job => Key(view, job))]);
        _isBySubmit = false;
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_shadow is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _shadow.Update();
        _byKey!.Update();
        _bySubmit!.Update();
        // Only who comes makes it sort its queue anew; what backfilling left behind remains till then.
        _isBySubmit &= view.Queued.Count == 0;
        int head;
        while ((head = Queue.First()) != None && TryStart(view, plan, head))
        {
        }

        if (head != None)
        {
            view.Decisions?.Reserved(head, SimTime.Never);
        }

        while (head != None && options.Backfill != RapsBackfill.None && BackfillOne(view, plan))
        {
        }
    }

    private double Key(SchedulingView view, int job) => options.JobOrder switch
    {
        RapsJobOrder.Sjf => WaitingJobs.LengthTicks(view.Job(job)),
        RapsJobOrder.Ljf => -_processors!.NeedMilli(job),
        _ => 0,
    };

    private bool BackfillOne(SchedulingView view, Plan plan)
    {
        int first = Queue.First();
        if (first == None)
        {
            return false;
        }

        // The shadow belongs to the first of the queue as it was sorted before.
        long room = _shadow!.Of(_processors!.NeedMilli(first)).Ticks - view.Now.Ticks;
        _isBySubmit |= options.Backfill == RapsBackfill.Easy;
        int job;
        for (int at = 0; (job = Candidate(at, room)) != None; at = Queue.PositionOf(job) + 1)
        {
            if (TryStart(view, plan, job))
            {
                return true;
            }
        }

        return false;
    }

    private int Candidate(int position, long room) =>
        room < 0 ? None : Queue.Next(position, _processors!.FreeMilli, Math.Min(room, WaitingJobs.Endless - 1));

    private bool TryStart(SchedulingView view, Plan plan, int job)
    {
        if (_placement.Place(view.Free, view.Job(job).Demand) is not { } found
            || plan.Start(job, found) != RefusalReason.None)
        {
            return false;
        }

        _byKey!.Remove(job);
        _bySubmit!.Remove(job);
        _shadow!.Add(job);
        return true;
    }
}
