namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// How many false alarms a detector may raise. The level of each test is fixed from the budget before its data are
/// seen, so that either promise holds online, whatever the dependence between tests, and whether or not a test is
/// carried out: a test that is left out can only lower the number of false alarms.
/// </summary>
public sealed record ErrorBudget
{
    private ErrorBudget(double perDay, double perRun) => (FalseAlarmsPerDay, RunAlpha) = (perDay, perRun);

    /// <summary>Expected false alarms a day and subject; 0 for a budget of the whole run.</summary>
    public double FalseAlarmsPerDay { get; }

    /// <summary>Chance of any false alarm in the whole run; 0 for a budget per day.</summary>
    public double RunAlpha { get; }

    /// <summary>
    /// At most so many false alarms are expected for each day that each subject (job, user, node) is watched. A test
    /// that judges d days has the level d times that number; expectations add up, so the promise holds for any number
    /// of subjects and for ever. The per-comparison form of Bonferroni's bound, with time instead of a number of tests.
    /// </summary>
    /// <param name="falseAlarms">Expected number, above 0 to 1; 0.001 is one in 1,000 job-days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0 to 1.</exception>
    public static ErrorBudget PerDay(double falseAlarms) => new(Checked(falseAlarms, nameof(falseAlarms)), 0);

    /// <summary>
    /// The chance of any false alarm of the detector in a whole run is at most alpha, however long it is: the i-th test
    /// of the run has the level alpha / (3.388 i ln^2(i + 1)), and all levels together add up to alpha (Bonferroni's
    /// bound; alpha spending as in Foster, Stine, Journal of the Royal Statistical Society B 70, 2008). Late tests of
    /// long runs need more values than the default windows have.
    /// </summary>
    /// <param name="alpha">Chance, above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not above 0 to 1.</exception>
    public static ErrorBudget PerRun(double alpha) => new(0, Checked(alpha, nameof(alpha)));

    private static double Checked(double value, string name) => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number above 0 to 1.");
}
