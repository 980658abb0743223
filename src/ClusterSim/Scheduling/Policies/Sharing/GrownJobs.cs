using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// Gandiva's grow-shrink: elastic jobs that are alone on the GPUs of one node take idle ones of that node, and give
/// them back as soon as another job finds no room (Xiao et al., OSDI 2018, section 3.3).
/// </summary>
internal sealed class GrownJobs
{
    private readonly SortedDictionary<int, Placement> _asked = [];
    private TrialResources? _trial;

    public void Clear() => _asked.Clear();

    /// <summary>The job does not run any more, or runs elsewhere.</summary>
    public void Forget(int job) => _asked.Remove(job);

    /// <summary>Whether an elastic job runs alone on less than it can use while GPUs of its node are idle.</summary>
    public static bool MayGrow(SchedulingView view, TurnGroup group) => MoreInstances(view, group) > 0;

    /// <summary>Gives a job what is idle on its node.</summary>
    public void Grow(SchedulingView view, Plan plan, TurnGroup group)
    {
        int more = MoreInstances(view, group);
        int job = group.Units[0].Jobs[0];
        // What this very pass has started cannot be resized in it.
        if (more == 0 || view.Job(job).LastStart == view.Now)
        {
            return;
        }

        Placement before = group.Placement;
        int node = before.Slices[0].Node;
        Demand grown = view.Job(job).Demand.WithInstances(before.Instances + more);
        _trial ??= view.Free.Trial();
        _trial.CopyFrom(view.Free);
        _trial.Give(view.Job(job).Demand, before);
        var slices = ImmutableArray.CreateBuilder<PlacementSlice>();
        _trial.AddSlices(node, grown, grown.Instances, slices);
        Placement after = new(slices.ToImmutable());
        if (plan.Resize(job, after) == RefusalReason.None)
        {
            view.Decisions?.Acted(job, "GPUs of its node are idle and nobody waits");
            _asked.TryAdd(job, before);
            group.Placement = after;
        }
    }

    /// <summary>Gives all that was taken back.</summary>
    /// <param name="view">The run.</param>
    /// <param name="plan">Where to.</param>
    /// <param name="groupOf">The group of each job.</param>
    /// <returns>Whether anything was.</returns>
    public bool Shrink(SchedulingView view, Plan plan, TurnGroup?[] groupOf)
    {
        bool any = false;
        foreach ((int job, Placement before) in _asked.ToArray())
        {
            if (groupOf[job] is { } group && plan.Resize(job, before) == RefusalReason.None)
            {
                view.Decisions?.Acted(job, "another job finds no room and it gives back what it had taken on top");
                group.Placement = before;
                _asked.Remove(job);
                any = true;
            }
        }

        return any;
    }

    private static int MoreInstances(SchedulingView view, TurnGroup group)
    {
        JobView job = view.Job(group.Units[0].Jobs[0]);
        if (group.JobCount > 1 || group.Placement.NodeCount > 1 || job.Training is not { } training
            || job.Status != JobStatus.Running)
        {
            return 0;
        }

        int each = Math.Max(1, job.Demand.PerInstance.Gpus);
        int useful = (training.Limits.MostGpus / each) - group.Placement.Instances;
        return useful <= 0 ? 0
            : view.Free.CountFit(group.Placement.Slices[0].Node, job.Demand.WithInstances(useful), useful);
    }
}
