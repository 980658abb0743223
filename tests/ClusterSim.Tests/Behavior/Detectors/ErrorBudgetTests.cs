using ClusterSim.Behavior.Detectors;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>What the levels of tests add up to, by the definition of the budgets.</summary>
public sealed class ErrorBudgetTests
{
    // 288 panes of 5 minutes are a day: their levels add up to the number a day.
    [Test]
    public void TheLevelsOfADayAddUpToItsFalseAlarms()
    {
        ErrorLedger ledger = new(ErrorBudget.PerDay(0.001));
        double sum = Enumerable.Range(0, 288).Sum(_ => ledger.Next(TimeSpan.FromMinutes(5)));
        Assert.That(sum, Is.EqualTo(0.001).Within(1e-12));
        Assert.That(ledger.Due, Is.EqualTo(288));
    }

    // The sum of 1 / (i ln^2(i+1)) beyond N is below 1 / ln N + 1 / (N ln^2 N): with the first ten million terms it
    // stays below the constant, and misses it by less than 1 %.
    [Test]
    public void TheLevelsOfARunNeverExceedItsAlpha()
    {
        const int Terms = 10_000_000;
        ErrorLedger ledger = new(ErrorBudget.PerRun(0.05));
        double sum = 0;
        for (int i = 0; i < Terms; i++)
        {
            sum += ledger.Next(TimeSpan.FromDays(1));
        }

        double rest = 0.05 / ErrorLedger.SeriesSum / Math.Log(Terms);
        Assert.That(sum + rest, Is.LessThan(0.05).And.GreaterThan(0.0495));
    }

    [Test]
    public void BudgetsAreAboveZeroAndAtMostOne()
    {
        Assert.That(() => ErrorBudget.PerDay(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ErrorBudget.PerRun(1.1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ErrorBudget.PerRun(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
