using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>What a backfill works with: the view, the plan, the waiting jobs in order, and the placement.</summary>
internal sealed class SchedulingPass(SchedulingView view, PendingQueue queue, IPlacement placement)
{
    public SchedulingView View => view;

    public PendingQueue Queue => queue;

    public IPlacement Placement => placement;

    /// <summary>The plan of the pass that is going on.</summary>
    public Plan Plan { get; private set; } = null!;

    /// <summary>Begins a pass: takes in what entered the queue.</summary>
    public void Begin(Plan plan)
    {
        Plan = plan;
        queue.Update(view);
    }

    /// <summary>One pass after another in which <paramref name="backfill"/> decides who starts.</summary>
    public Action<Plan> Under(IBackfill backfill)
    {
        backfill.Begin(this);
        return plan =>
        {
            Begin(plan);
            backfill.Run(this);
        };
    }

    /// <summary>
    /// Where a waiting job could run now; <c>null</c> when it does not fit, which is then remembered for its shape
    /// until something is released.
    /// </summary>
    public Placement? Place(int job)
    {
        Demand demand = view.Job(job).Demand;
        Shape shape = queue.Shape(demand.Id);
        if (shape.BlockedAt == view.ReleaseVersion)
        {
            return null;
        }

        Placement? found = placement.Place(view.Free, demand);
        if (found is null)
        {
            shape.BlockedAt = view.ReleaseVersion;
        }

        return found;
    }

    /// <summary>Starts a waiting job and takes it out of the queue; <c>false</c> when the plan refused.</summary>
    public bool Start(int job, Placement found)
    {
        if (Plan.Start(job, found) != RefusalReason.None)
        {
            return false;
        }

        queue.Remove(view, job);
        return true;
    }
}
