using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// Gandiva (Xiao et al., OSDI 2018): nobody waits who can take turns with jobs of the same size. Pairs that run faster
/// together than in turn are packed; what becomes free goes to those who share, and running jobs move closer together.
/// </summary>
internal sealed class GandivaPolicy(GandivaOptions options, IReadOnlyDictionary<string, string> values)
    : ISchedulingPolicy
{
    private readonly Packed _packed = new();
    private readonly Consolidated _consolidated = new();
    private readonly List<TurnGroup> _groups = [];
    private readonly SortedSet<int> _ungrouped = [];
    private readonly HashSet<(int, int)> _badPairs = [];
    private readonly GrownJobs _grown = new();
    private TurnGroup?[] _groupOf = [];
    private readonly List<TurnGroup> _crowded = [];
    private readonly List<(int Turns, int Index)> _crowdedKeys = [];
    private TrialResources? _trial;
    private SimTime _sliceEnd;

    public string Name => "gandiva";

    public IReadOnlyDictionary<string, string> Options => values;

    public void Begin(SchedulingView view)
    {
        if (options.Packs)
        {
            Signatures.Require(view, Name);
        }

        _groupOf = new TurnGroup?[view.JobCount];
        _groups.Clear();
        _ungrouped.Clear();
        _badPairs.Clear();
        _grown.Clear();
        _sliceEnd = SimTime.Zero;
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        Forget(view);
        TakeIn(view);
        if (view.Now >= _sliceEnd)
        {
            EndSlice(view, plan);
            _sliceEnd = new SimTime((view.Now.Ticks / options.Slice.Ticks * options.Slice.Ticks) + options.Slice.Ticks);
        }

        RunFirstUnits(view, plan);
        PlaceUngrouped(view, plan);
        if (_ungrouped.Count == 0)
        {
            Relieve(view, plan);
            Grow(view, plan);
        }

        if (_groups.Exists(group => group.IsOversubscribed || group.Units[0].OnTrial
            || (options.Grows && GrownJobs.MayGrow(view, group))))
        {
            plan.WakeAt(_sliceEnd);
        }

        TurnGroup.Tell(view, _groupOf, _sliceEnd);
    }

    // Jobs that ended are no longer members; where a node failed all wait for GPUs anew.
    private void Forget(SchedulingView view)
    {
        foreach (int job in view.Left)
        {
            if (_groupOf[job] is not { } group || view.Running.Contains(job))
            {
                continue;
            }

            _grown.Forget(job);

            bool down = view.Pending.Contains(job) && IsDown(view, group);
            int[] leaving = down ? [.. group.Units.SelectMany(unit => unit.Jobs)] : [job];
            foreach (int member in leaving.Where(member => down || !view.Pending.Contains(member)))
            {
                group.Remove(member);
                _groupOf[member] = null;
                _ = view.Pending.Contains(member) && _ungrouped.Add(member);
            }
        }

        _groups.RemoveAll(group => group.Units.Count == 0);
    }

    private static bool IsDown(SchedulingView view, TurnGroup group)
    {
        foreach (PlacementSlice slice in group.Placement.Slices)
        {
            if (!view.Free.IsUp(slice.Node))
            {
                return true;
            }
        }

        return false;
    }

    private void TakeIn(SchedulingView view)
    {
        foreach (int job in view.Queued)
        {
            if (view.Pending.Contains(job) && _groupOf[job] is null)
            {
                _ungrouped.Add(job);
            }
        }
    }

    private void EndSlice(SchedulingView view, Plan plan)
    {
        foreach (TurnGroup group in _groups)
        {
            Judge(view, plan, group);
            if (group.IsOversubscribed)
            {
                group.StopFirst(view, plan);
                TurnUnit first = group.Units[0];
                group.Units.RemoveAt(0);
                group.Units.Add(first);
                TryPair(view, group);
            }
        }
    }

    // A pair that was not faster together than in turn comes apart.
    private void Judge(SchedulingView view, Plan plan, TurnGroup group)
    {
        TurnUnit unit = group.Units[0];
        if (!unit.OnTrial || unit.Jobs.Count < 2)
        {
            return;
        }

        unit.OnTrial = false;
        (int first, int second) = (unit.Jobs[0], unit.Jobs[1]);
        if (view.Job(first).SharedSpeed + view.Job(second).SharedSpeed <= options.PackingGain)
        {
            _badPairs.Add(PairOf(first, second));
            view.Decisions?.Acted(
                second, $"it and {view.Job(first).Id} were not faster together than in turn, and part");
            _ = view.Running.Contains(second) && plan.Preempt(second) == RefusalReason.None;
            unit.Jobs.RemoveAt(1);
            group.Add(second);
        }
    }

    // The two single jobs of a group that keep the GPUs least busy have the next turn together.
    private void TryPair(SchedulingView view, TurnGroup group)
    {
        if (!options.Packs || group.Gpus == 0 || view.Job(group.Units[0].Jobs[0]).Demand.SharesDevice)
        {
            return;
        }

        TurnUnit? least = null, next = null;
        foreach (TurnUnit unit in group.Units)
        {
            if (unit.Jobs.Count > 1)
            {
                continue;
            }

            if (least is null || Utilization(view, unit) < Utilization(view, least))
            {
                (least, next) = (unit, least);
            }
            else if (next is null || Utilization(view, unit) < Utilization(view, next))
            {
                next = unit;
            }
        }

        if (least is not null && next is not null && !_badPairs.Contains(PairOf(least.Jobs[0], next.Jobs[0])))
        {
            least.Jobs.Add(next.Jobs[0]);
            least.OnTrial = true;
            group.Units.Remove(next);
            group.Units.Remove(least);
            group.Units.Insert(0, least);
        }
    }

    private static double Utilization(SchedulingView view, TurnUnit unit) =>
        view.Job(unit.Jobs[0]).Signature?.GpuUtilization ?? 100;

    private static (int, int) PairOf(int first, int second) => (Math.Min(first, second), Math.Max(first, second));

    private void RunFirstUnits(SchedulingView view, Plan plan)
    {
        foreach (TurnGroup group in _groups)
        {
            TurnUnit unit = group.Units[0];
            for (int i = unit.Jobs.Count - 1; i >= 0; i--)
            {
                int job = unit.Jobs[i];
                RefusalReason reason = !view.Pending.Contains(job) ? RefusalReason.None
                    : unit.Jobs.Count > 1 ? plan.Share(job, group.Placement)
                    : plan.Start(job, group.Placement);
                if (reason != RefusalReason.None && unit.Jobs.Count > 1)
                {
                    // The memory of the GPUs does not suffice for both: they take turns.
                    int other = unit.Jobs[1 - i];
                    _badPairs.Add(PairOf(job, other));
                    unit.Jobs.RemoveAt(i);
                    unit.OnTrial = false;
                    group.Add(job);
                }
            }
        }
    }

    // Who finds no jobs of its size has the first claim on what becomes free; the others take turns meanwhile.
    private void PlaceUngrouped(SchedulingView view, Plan plan)
    {
        if (_ungrouped.Count == 0)
        {
            return;
        }

        bool headWaits = false;
        foreach (int job in _ungrouped.ToArray())
        {
            Demand demand = view.Job(job).Demand;
            Placement? found = view.Pending.Contains(job) && !headWaits ? _packed.Place(view.Free, demand) : null;
            if (!view.Pending.Contains(job))
            {
                _ungrouped.Remove(job);
            }
            else if ((found ?? AfterShrinking(view, plan, demand, headWaits)) is { } room
                && plan.Start(job, room) == RefusalReason.None)
            {
                Join(job, new TurnGroup(room, demand.TotalGpus));
            }
            else if (LeastLoaded(view, demand) is { } group)
            {
                Join(job, group);
            }
            else
            {
                if (!headWaits)
                {
                    view.Decisions?.Reserved(job, SimTime.Never);
                }

                headWaits = true;
            }
        }
    }

    // Jobs that have grown give way to whoever finds no room.
    private Placement? AfterShrinking(SchedulingView view, Plan plan, Demand demand, bool headWaits) =>
        _grown.Shrink(view, plan, _groupOf) && !headWaits ? _packed.Place(view.Free, demand) : null;

    // What nobody wants makes elastic jobs faster.
    private void Grow(SchedulingView view, Plan plan)
    {
        if (!options.Grows || view.Free.TotalGpuMilli == 0 || _groups.Exists(group => group.IsOversubscribed))
        {
            return;
        }

        foreach (TurnGroup group in _groups)
        {
            _grown.Grow(view, plan, group);
        }
    }

    private void Join(int job, TurnGroup group)
    {
        if (group.Units.Count == 0)
        {
            _groups.Add(group);
        }

        group.Add(job);
        _groupOf[job] = group;
        _ungrouped.Remove(job);
    }

    // A group of jobs that ask for exactly the same.
    private TurnGroup? LeastLoaded(SchedulingView view, Demand demand)
    {
        TurnGroup? best = null;
        foreach (TurnGroup group in _groups)
        {
            if (view.Job(group.Units[0].Jobs[0]).Demand.Id == demand.Id
                && (best is null || group.Units.Count < best.Units.Count))
            {
                best = group;
            }
        }

        return best;
    }

    // What is free goes to jobs that wait for their turn, then to pairs, then to jobs that are spread.
    private void Relieve(SchedulingView view, Plan plan)
    {
        if (!options.Migrates || view.Free.TotalGpuMilli == 0)
        {
            return;
        }

        _crowded.Clear();
        foreach (TurnGroup group in _groups)
        {
            if (group.JobCount > 1)
            {
                _crowded.Add(group);
            }
        }

        for (int i = 0; i < _crowded.Count; i++)
        {
            _crowdedKeys.Add((-_crowded[i].Units.Count, i));
        }

        _crowdedKeys.Sort();
        foreach ((_, int i) in _crowdedKeys)
        {
            while (_crowded[i].JobCount > 1 && MoveOut(view, plan, _crowded[i]))
            {
            }
        }

        _crowdedKeys.Clear();
        foreach (TurnGroup group in _groups)
        {
            if (group.Placement.NodeCount > 1 && group.JobCount == 1)
            {
                MoveCloser(view, plan, group);
            }
        }
    }

    private bool MoveOut(SchedulingView view, Plan plan, TurnGroup group)
    {
        int job = group.Units[^1].Jobs[^1];
        Demand demand = view.Job(job).Demand;
        if (_packed.Place(view.Free, demand) is not { } found)
        {
            return false;
        }

        bool runs = view.Running.Contains(job);
        RefusalReason reason = runs ? plan.Migrate(job, found) : plan.Start(job, found);
        if (reason != RefusalReason.None)
        {
            return false;
        }

        view.Decisions?.Acted(job, "GPUs became free that it need not share");

        group.Remove(job);
        Join(job, new TurnGroup(found, demand.TotalGpus));
        return true;
    }

    private void MoveCloser(SchedulingView view, Plan plan, TurnGroup group)
    {
        int job = group.Units[0].Jobs[0];
        Demand demand = view.Job(job).Demand;
        if (!view.Running.Contains(job) || view.Free.FewestNodes(demand) >= group.Placement.NodeCount)
        {
            return;
        }

        // It may stay on some of its own GPUs.
        _trial ??= view.Free.Trial();
        _trial.CopyFrom(view.Free);
        _trial.Give(demand, group.Placement);
        if (_consolidated.Place(_trial, demand) is { } closer
            && plan.Migrate(job, closer) == RefusalReason.None)
        {
            group.Placement = closer;
            view.Decisions?.Acted(job, "there is room for it on fewer nodes now");
        }
    }
}
