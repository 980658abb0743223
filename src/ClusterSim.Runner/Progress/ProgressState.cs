using System.Globalization;

namespace ClusterSim.Runner.Progress;

/// <summary>Where an experiment stands.</summary>
/// <param name="Scenarios">Number of scenarios.</param>
/// <param name="Finished">Finished ones.</param>
/// <param name="Reused">Those of them that an earlier run had finished.</param>
/// <param name="JobsDone">Jobs that left the simulated clusters.</param>
/// <param name="JobsExpected">Jobs that will have left them in the end, estimated; 0 while unknown.</param>
/// <param name="Elapsed">Time since the start.</param>
internal readonly record struct ProgressState(
    int Scenarios, int Finished, int Reused, long JobsDone, double JobsExpected, TimeSpan Elapsed)
{
    /// <summary>Share of the work that is done, 0 to 1.</summary>
    public double Share => JobsExpected > 0 ? Math.Min(1, JobsDone / JobsExpected) : 0;

    /// <summary>Jobs per second; 0 at the start.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? JobsDone / Elapsed.TotalSeconds : 0;

    /// <summary>Time that is left at the present rate; <c>null</c> while unknown.</summary>
    public TimeSpan? Remaining =>
        Rate > 0 && JobsExpected > 0 ? TimeSpan.FromSeconds(Math.Max(0, JobsExpected - JobsDone) / Rate) : null;

    /// <summary>One line, e.g. <c>2/8 scenarios, 60,000 jobs/s, 4 s left</c>.</summary>
    public override string ToString()
    {
        if (Finished == Scenarios)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Finished}/{Scenarios} scenarios, writing the report");
        }

        string left = Remaining is { } time ? ", " + Short(time) + " left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Finished}/{Scenarios} scenarios, {Rate:N0} jobs/s{left}");
    }

    private static string Short(TimeSpan time) => time.TotalSeconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h"),
    };
}
