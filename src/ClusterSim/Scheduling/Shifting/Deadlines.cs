using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>The deadlines of Let's Wait Awhile (Wiesner et al., Middleware 2021, section 5.2.1).</summary>
internal static class Deadlines
{
    private const int Morning = 9;
    private static readonly TimeSpan s_evening = TimeSpan.FromHours(17);

    /// <summary>The deadline of a job that would end at <paramref name="end"/>; never before it.</summary>
    public static SimTime After(SimTime end, SignalClock clock, ShiftDeadline deadline) => deadline switch
    {
        ShiftDeadline.NextWorkday => IsWorkingTime(clock.LocalOf(end)) ? end : clock.Next(
            end, Morning, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday,
            DayOfWeek.Friday),
        ShiftDeadline.NextWorkdayOfArtefact => IsWorkingTime(clock.LocalOf(end)) ? end : clock.Next(
            end, Morning, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday,
            DayOfWeek.Friday, FridayEvening(clock.LocalOf(end)) ? DayOfWeek.Saturday : DayOfWeek.Friday),
        ShiftDeadline.SemiWeekly => clock.Next(end, Morning, DayOfWeek.Monday, DayOfWeek.Thursday),
        _ => end,
    };

    private static bool FridayEvening(DateTimeOffset local) =>
        local.DayOfWeek == DayOfWeek.Friday && local.TimeOfDay > s_evening;

    private static bool IsWorkingTime(DateTimeOffset local) =>
        local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && local.TimeOfDay >= TimeSpan.FromHours(Morning) && local.TimeOfDay <= s_evening;
}
