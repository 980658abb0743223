using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Finds, in queue order, the waiting jobs that may begin now because they have room until their end beside all
/// promises. Jobs that ask for the same find the same room, so only the first short enough one of each shape is looked
/// at.
/// </summary>
internal sealed class GapFill(IAvailability availability)
{
    private readonly PriorityQueue<Shape, int> _proposed = new();

    /// <summary>
    /// Starts what finds room now. Promises only grow meanwhile, so who found no room is not asked again.
    /// </summary>
    /// <param name="pass">The pass.</param>
    /// <param name="start">Starts a job where there is room; <c>false</c> to stop looking.</param>
    public void Run(SchedulingPass pass, Func<int, Placement?, bool> start)
    {
        _proposed.Clear();
        foreach (int id in pass.Queue.WaitingShapes)
        {
            Propose(pass, pass.Queue.Shape(id));
        }

        while (_proposed.TryDequeue(out Shape? shape, out int rank))
        {
            SchedulingView view = pass.View;
            int job = pass.Queue.JobAt(rank);
            SimTime now = view.Now;
            var found = availability.FindGap(
                shape.Demand, RunningHolds.Length(view, job), now, now + RunningHolds.Moment);
            if (found.Start != now || !pass.Queue.Waits(view, rank))
            {
                continue;
            }

            if (!start(job, found.Placement))
            {
                return;
            }

            Propose(pass, shape);
        }
    }

    private void Propose(SchedulingPass pass, Shape shape)
    {
        SchedulingView view = pass.View;
        if (!view.Free.CannotFit(shape.Demand)
            && availability.RoomFromNow(shape.Demand, view.Now) is { Ticks: > 0 } room
            && FirstWithin(shape, room) is >= 0 and int rank)
        {
            _proposed.Enqueue(shape, rank);
        }
    }

    // Room for ever is also room for a job without a walltime.
    private static int FirstWithin(Shape shape, TimeSpan room) =>
        room == TimeSpan.MaxValue ? shape.First : shape.FirstWithin(room);
}
