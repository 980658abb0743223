using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

public class DurationTextTests
{
    [TestCase("30 s", 30)]
    [TestCase("30s", 30)]
    [TestCase("1.5 h", 5400)]
    [TestCase("15 min", 900)]
    [TestCase("7 d", 604_800)]
    [TestCase("250 ms", 0.25)]
    [TestCase("0", 0)]
    public void ANumberWithAUnitIsALength(string text, double seconds)
    {
        Assert.That(DurationText.TryParse(text, out TimeSpan length), Is.True);
        Assert.That(length, Is.EqualTo(TimeSpan.FromTicks((long)(seconds * 10_000_000))));
    }

    [TestCase("30")]
    [TestCase("")]
    [TestCase("s")]
    [TestCase("30 parsecs")]
    [TestCase("1e300 d")]
    [TestCase("99999999999999999999 d")]
    [TestCase("-")]
    public void AnythingElseIsNone(string text) => Assert.That(DurationText.TryParse(text, out _), Is.False);
}
