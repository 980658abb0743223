using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>What a job has received of what it was promised, and how much of its work is done.</summary>
internal sealed class ShareAccount(ShareJob job, double workSeconds, SimTime since)
{
    private readonly double[] _received = new double[job.Speed.Length];
    private SimTime _since = since;
    private TimeSpan _seen;
    private double _done;

    public ShareJob Job => job;

    /// <summary>Books the time on the nodes since the last call.</summary>
    /// <param name="executed">All time on the nodes so far.</param>
    /// <param name="model">The model that it was on.</param>
    public void Book(TimeSpan executed, int model)
    {
        double seconds = (executed - _seen).TotalSeconds;
        _seen = executed;
        _received[model] += seconds;
        _done += seconds * job.Speed[model];
        job.IsolatedSeconds += job.IsolatedSpeed > 0 ? seconds * job.Speed[model] / job.IsolatedSpeed : 0;
    }

    /// <summary>Brings what objectives need up to date.</summary>
    /// <param name="now">Now.</param>
    /// <param name="submitted">When the job was submitted.</param>
    /// <param name="least">Work that is taken to be left at least, when the estimate was too small.</param>
    /// <param name="deadline">Time from submission until which it shall be done; <c>null</c> for none.</param>
    public void Settle(SimTime now, SimTime submitted, double least, TimeSpan? deadline)
    {
        job.SecondsToDeadline = deadline is { } until
            ? (submitted + until - now).TotalSeconds
            : double.PositiveInfinity;
        job.SecondsHere = (now - submitted).TotalSeconds;
        job.SecondsLeft = Math.Max(workSeconds - _done, least);
    }

    /// <summary>Forgets what was received.</summary>
    public void Reset(SimTime now)
    {
        Array.Clear(_received);
        _since = now;
    }

    /// <summary>
    /// Gavel's priority on a model: the share of time over the part of the time since the last reset that was
    /// received. Half a round goes to both, so that a job that has received nothing has a finite priority.
    /// </summary>
    public double Priority(int model, SimTime now, double halfRound) =>
        job.Share[model] * ((now - _since).TotalSeconds + halfRound) / (_received[model] + halfRound);
}
