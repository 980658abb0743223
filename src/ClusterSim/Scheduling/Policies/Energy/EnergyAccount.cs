using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// Energy that accrues evenly. Time is cut into periods of equal length; at the end of one what is left lapses, or is
/// carried over. Debts always are.
/// </summary>
/// <param name="watts">What accrues, in watts; above 0.</param>
/// <param name="period">Length of a period; above zero.</param>
/// <param name="carriesOver">Whether what is left at the end of a period does not lapse.</param>
internal sealed class EnergyAccount(double watts, TimeSpan period, bool carriesOver)
{
    // A period pays for what accrues until just before its end: at its end another one begins.
    private static readonly TimeSpan s_justBefore = TimeSpan.FromMicroseconds(1);

    private SimTime _begin;
    private double _opening, _taken;

    /// <summary>Whether what was taken at an earlier moment was of this period, or does not lapse.</summary>
    public bool IsOpen(SimTime taken) => carriesOver || taken >= _begin;

    /// <summary>Closes the periods that are over.</summary>
    public void AdvanceTo(SimTime now)
    {
        long over = PeriodsUntil(now);
        if (over > 0)
        {
            _opening = Opening(over);
            (_begin, _taken) = (_begin + TimeSpan.FromTicks(over * period.Ticks), 0);
        }
    }

    /// <summary>Takes joules, or gives some back with a negative number.</summary>
    public void Take(double joules) => _taken += joules;

    /// <summary>Joules at a moment in or after the present period if nothing else is taken.</summary>
    public double At(SimTime time)
    {
        long over = PeriodsUntil(time);
        double accrued = watts * (time - EndOf(over - 1)).TotalSeconds;
        return Opening(over) + accrued - (over == 0 ? _taken : 0);
    }

    /// <summary>
    /// The first moment from <paramref name="from"/> on at which there are so many joules if nothing else is taken;
    /// <see cref="SimTime.Never"/> when a period has no room for them.
    /// </summary>
    public SimTime EarliestWith(double joules, SimTime from)
    {
        if (!carriesOver && joules > watts * (period - s_justBefore).TotalSeconds)
        {
            return SimTime.Never;
        }

        SimTime at = from;
        while (At(at) is double there && there < joules)
        {
            SimTime end = EndOf(PeriodsUntil(at));
            SimTime enough = at + TimeSpan.FromTicks(
                Math.Max(1, (long)Math.Ceiling((joules - there) / watts * TimeSpan.TicksPerSecond)));
            at = enough < end ? enough : end;
        }

        return at;
    }

    /// <summary>How much of what is there now may be taken so that so much is there at a later moment.</summary>
    public double Spare(SimTime later, double kept) =>
        carriesOver || PeriodsUntil(later) == 0 ? At(later) - kept : double.PositiveInfinity;

    private long PeriodsUntil(SimTime time) => (time - _begin).Ticks / period.Ticks;

    private SimTime EndOf(long periods) => _begin + TimeSpan.FromTicks((periods + 1) * period.Ticks);

    // What is there at the begin of a period so many after the present one.
    private double Opening(long over)
    {
        if (over == 0)
        {
            return _opening;
        }

        double carried = _opening - _taken + (over * watts * period.TotalSeconds);
        return carriesOver ? carried : Math.Min(carried, 0);
    }
}
