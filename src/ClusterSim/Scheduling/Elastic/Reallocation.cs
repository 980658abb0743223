using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Elastic;

/// <summary>
/// A new distribution of GPUs over jobs of one GPU an instance, and the verbs that bring it about: all jobs whose share
/// changes are stopped after a checkpoint, then those with a new share go on where it lies.
/// </summary>
internal sealed class Reallocation
{
    private NodeShare[]?[] _held = [];
    private NodeShare[]?[] _next = [];
    private int[] _free = [];

    /// <summary>Free GPUs of each node, less what was given so far.</summary>
    public ReadOnlySpan<int> Free => _free;

    /// <summary>What a job held when the round began, in the order of its ranks; empty when it did not run.</summary>
    public ReadOnlySpan<NodeShare> Held(int job) => _held[job];

    /// <summary>What a job is to hold; empty for nothing.</summary>
    public ReadOnlySpan<NodeShare> Next(int job) => _next[job];

    /// <summary>Begins a round in which every job keeps what it has.</summary>
    public void Begin(SchedulingView view)
    {
        if (_held.Length != view.JobCount)
        {
            (_held, _next) = (new NodeShare[view.JobCount][], new NodeShare[view.JobCount][]);
        }

        Array.Clear(_held);
        Array.Clear(_next);
        _free = new int[view.Free.NodeCount];
        for (int node = 0; node < _free.Length; node++)
        {
            _free[node] = view.Free.IsUp(node) ? view.Free.WholeGpus(node) : 0;
        }

        foreach (int job in view.Running)
        {
            _next[job] = _held[job] = Shares(view.Job(job).Placement!);
        }
    }

    /// <summary>Takes everything from a job.</summary>
    public void Take(int job)
    {
        foreach (NodeShare share in Next(job))
        {
            _free[share.Node] += share.Gpus;
        }

        _next[job] = null;
    }

    /// <summary>Sets GPUs of a node aside, or gives them back when their number is below 0.</summary>
    public void Reserve(int node, int gpus) => _free[node] -= gpus;

    /// <summary>Gives a job without a share a new one.</summary>
    public void Give(int job, params ReadOnlySpan<NodeShare> shares)
    {
        _next[job] = shares.ToArray();
        foreach (NodeShare share in shares)
        {
            _free[share.Node] -= share.Gpus;
        }
    }

    /// <summary>
    /// Gives a job GPUs of the node with the most free ones, then of the next, until it has enough; the first of
    /// several with as many.
    /// </summary>
    public void GiveFromMostFree(int job, int gpus)
    {
        List<NodeShare> shares = [];
        for (int missing = gpus; missing > 0;)
        {
            int node = 0;
            for (int other = 1; other < _free.Length; other++)
            {
                node = _free[other] > _free[node] ? other : node;
            }

            int count = Math.Min(_free[node], missing);
            shares.Add(new NodeShare(node, count));
            _free[node] -= count;
            missing -= count;
        }

        _next[job] = [.. shares];
    }

    /// <summary>Stops and starts the jobs whose share has changed.</summary>
    /// <param name="view">The run.</param>
    /// <param name="plan">What is to be done.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="rule">What the policy gives GPUs by, as the end of a sentence.</param>
    /// <param name="moves">
    /// Whether a job that gets other GPUs, but as many on each node as before, is migrated and not stopped.
    /// </param>
    public void Apply(SchedulingView view, Plan plan, IReadOnlyList<int> jobs, string rule, bool moves = false)
    {
        Tell(view, jobs, rule);
        List<int> moving = [];
        foreach (int job in jobs)
        {
            if (_held[job] is not null && !Held(job).SequenceEqual(Next(job)))
            {
                if (moves && HasSameShape(job))
                {
                    moving.Add(job);
                }
                else
                {
                    plan.Preempt(job);
                }
            }
        }

        Migrate(view, plan, moving);
        foreach (int job in moving)
        {
            // Those that wait for each other's GPUs.
            plan.Preempt(job);
            _held[job] = null;
        }

        foreach (int job in jobs)
        {
            if (_next[job] is { Length: > 0 } && !Held(job).SequenceEqual(Next(job)))
            {
                plan.Start(job, ToPlacement(view.Free, Next(job)));
            }
        }
    }

    private void Tell(SchedulingView view, IReadOnlyList<int> jobs, string rule)
    {
        if (view.Decisions is not { } log)
        {
            return;
        }

        foreach (int job in jobs)
        {
            (int before, int now) = (NodeShare.Sum(Held(job)), NodeShare.Sum(Next(job)));
            if (before > 0 && !Held(job).SequenceEqual(Next(job)))
            {
                string share = now == 0 ? $"none in the place of {before}"
                    : now == before ? $"{now} elsewhere"
                    : $"{now} in the place of {before}";
                log.Acted(job, $"this round's distribution of GPUs gives it {share}: {rule}");
            }

            if (now == 0)
            {
                log.HeldBack(job, SimTime.Never, $"this round's distribution of GPUs leaves it none: {rule}");
            }
        }
    }

    private bool HasSameShape(int job)
    {
        ReadOnlySpan<NodeShare> held = Held(job), next = Next(job);
        for (int i = 0; i < next.Length && held.Length == next.Length; i++)
        {
            if (held[i].Gpus != next[i].Gpus)
            {
                return false;
            }
        }

        return held.Length == next.Length;
    }

    // Moves those whose GPUs are free, until none of those left can be; they are taken from the list.
    private void Migrate(SchedulingView view, Plan plan, List<int> moving)
    {
        for (int before = -1; before != moving.Count;)
        {
            before = moving.Count;
            moving.RemoveAll(job =>
            {
                bool free = true;
                foreach (NodeShare share in Next(job))
                {
                    free &= view.Free.WholeGpus(share.Node) >= share.Gpus;
                }

                if (free)
                {
                    plan.Migrate(job, ToPlacement(view.Free, Next(job)));
                    _held[job] = _next[job];
                }

                return free;
            });
        }
    }

    private static NodeShare[] Shares(Placement placement)
    {
        List<NodeShare> shares = [];
        foreach (PlacementSlice slice in placement.Slices)
        {
            if (shares.Count > 0 && shares[^1].Node == slice.Node)
            {
                shares[^1] = shares[^1] with { Gpus = shares[^1].Gpus + slice.Instances };
            }
            else
            {
                shares.Add(new NodeShare(slice.Node, slice.Instances));
            }
        }

        return [.. shares];
    }

    private static Placement ToPlacement(FreeResources free, ReadOnlySpan<NodeShare> shares)
    {
        var slices = ImmutableArray.CreateBuilder<PlacementSlice>(shares.Length);
        foreach (NodeShare share in shares)
        {
            ulong left = free.WholeGpuMask(share.Node), mask = 0;
            for (int i = 0; i < share.Gpus && left != 0; i++, left &= left - 1)
            {
                mask |= 1UL << BitOperations.TrailingZeroCount(left);
            }

            slices.Add(new PlacementSlice(share.Node, share.Gpus, mask));
        }

        return new Placement(slices.ToImmutable());
    }
}
