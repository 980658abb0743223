using ClusterSim.Time;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Is told of every change of power, in order of time, when the instant of the change is over. Between two changes the
/// power is constant, so that an integral over it, weighted by a signal or not, is exact.
/// </summary>
internal interface IPowerObserver
{
    /// <summary>From now on an account, or one job's part of it, draws another power.</summary>
    /// <param name="time">From when on.</param>
    /// <param name="account">The account.</param>
    /// <param name="job">
    /// The job whose part it is, under <see cref="PowerAccount.Jobs"/> and <see cref="PowerAccount.Overhead"/>; -1 for
    /// what belongs to no job.
    /// </param>
    /// <param name="watts">
    /// The new power. Watts of jobs are without the facility's part, which <see cref="PowerAccount.Facility"/> has for
    /// all together.
    /// </param>
    void Changed(SimTime time, PowerAccount account, int job, double watts);

    /// <summary>The run is over; what drew power until now draws none any more.</summary>
    /// <param name="end">When.</param>
    void Finished(SimTime end)
    {
    }
}
