namespace ClusterSim.Behavior.Detectors;

/// <summary>Hands out the levels of the tests of one detector in one run.</summary>
internal sealed class ErrorLedger(ErrorBudget budget)
{
    /// <summary>Sum over i from 1 of 1 / (i ln^2(i + 1)), rounded up.</summary>
    internal const double SeriesSum = 3.388;

    /// <summary>Tests that fell due, carried out or not.</summary>
    public long Due { get; private set; }

    /// <summary>
    /// Level of the next test. Must be called for every test that falls due, also for one that is left out.
    /// </summary>
    /// <param name="judged">Time since the subject's last test fell due.</param>
    public double Next(TimeSpan judged)
    {
        Due++;
        if (budget.FalseAlarmsPerDay > 0)
        {
            return Math.Min(1, budget.FalseAlarmsPerDay * judged.TotalDays);
        }

        double log = Math.Log(Due + 1);
        return budget.RunAlpha / (SeriesSum * Due * log * log);
    }
}
