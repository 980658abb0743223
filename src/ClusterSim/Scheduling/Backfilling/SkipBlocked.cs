using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Skips every job that does not fit and starts every job that does, in queue order. Only the heads of the shapes are
/// merged: a shape whose head does not fit is out for the pass, and, while nothing is released, for the next ones too.
/// </summary>
internal sealed class SkipBlocked : IBackfill
{
    private readonly PriorityQueue<int, int> _heads = new();
    private long _triedAt = -1;

    public bool TracksWalltimes => false;

    public void Begin(SchedulingPass pass) => _triedAt = -1;

    public void Run(SchedulingPass pass)
    {
        CollectHeads(pass);
        _triedAt = pass.View.ReleaseVersion;
        while (_heads.TryDequeue(out int id, out int rank))
        {
            Shape shape = pass.Queue.Shape(id);
            if (pass.Queue.Waits(pass.View, rank) && !TryStart(pass, pass.Queue.JobAt(rank)))
            {
                continue;
            }

            if (shape.Count > 0)
            {
                _heads.Enqueue(id, shape.First);
            }
        }
    }

    private void CollectHeads(SchedulingPass pass)
    {
        _heads.Clear();
        if (pass.View.ReleaseVersion == _triedAt)
        {
            foreach (int id in pass.Queue.Arrivals)
            {
                Collect(pass, id);
            }

            return;
        }

        foreach (int id in pass.Queue.WaitingShapes)
        {
            Collect(pass, id);
        }
    }

    private void Collect(SchedulingPass pass, int id)
    {
        Shape shape = pass.Queue.Shape(id);
        if (shape.BlockedAt == pass.View.ReleaseVersion || shape.Count == 0)
        {
            return;
        }

        if (pass.View.Free.CannotFit(shape.Demand))
        {
            shape.BlockedAt = pass.View.ReleaseVersion;
            return;
        }

        _heads.Enqueue(id, shape.First);
    }

    private bool TryStart(SchedulingPass pass, int job)
    {
        if (pass.Place(job) is not { } placement)
        {
            return false;
        }

        if (pass.Start(job, placement))
        {
            return true;
        }

        // Refused although it fits: somebody else planned the job. All shapes are tried again in the next pass.
        _triedAt = -1;
        return false;
    }
}
