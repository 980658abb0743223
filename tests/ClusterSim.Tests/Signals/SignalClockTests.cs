using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Tests.Signals;

/// <summary>The changes of the clock are those of the IANA database for Europe/Berlin in 2020.</summary>
public sealed class SignalClockTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Test]
    public void NineOClockIsAnotherInstantInSummer()
    {
        SignalClock clock = new(new DateTimeOffset(2020, 3, 27, 12, 0, 0, TimeSpan.Zero)) { Zone = _berlin };
        SimTime next = clock.Next(SimTime.Zero, 9, DayOfWeek.Monday);
        // Clocks went forward on Sunday, 29 March: Monday 09:00 is 07:00 UTC.
        Assert.That(clock.InstantOf(next), Is.EqualTo(new DateTimeOffset(2020, 3, 30, 7, 0, 0, TimeSpan.Zero)));
        Assert.That(clock.LocalOf(next).Hour, Is.EqualTo(9));
    }

    [Test]
    public void AnHourThatClocksSkipIsTheMomentOfSkipping()
    {
        SignalClock clock = new(new DateTimeOffset(2020, 3, 29, 0, 0, 0, TimeSpan.Zero)) { Zone = _berlin };
        SimTime next = clock.Next(SimTime.Zero, 2, DayOfWeek.Sunday);
        Assert.That(clock.InstantOf(next), Is.EqualTo(new DateTimeOffset(2020, 3, 29, 1, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void TheVeryMomentIsNotTooLate()
    {
        SignalClock clock = new(new DateTimeOffset(2020, 1, 6, 9, 0, 0, TimeSpan.Zero));
        Assert.That(clock.Next(SimTime.Zero, 9, DayOfWeek.Monday), Is.EqualTo(SimTime.Zero));
        Assert.That(
            clock.Next(new SimTime(1), 9, DayOfWeek.Monday, DayOfWeek.Thursday),
            Is.EqualTo(SimTime.Zero + TimeSpan.FromDays(3)));
    }

    [TestCase("2020-01-01", "2020-01-01T00:00:00Z")]
    [TestCase("2020-01-01T09:00:00+01:00", "2020-01-01T08:00:00Z")]
    [TestCase("2020-06-01 08:30Z", "2020-06-01T08:30:00Z")]
    public void InstantsAreReadWithAndWithoutAZone(string text, string expected)
    {
        Assert.That(SignalClock.TryParseInstant(text, out DateTimeOffset instant), Is.True);
        Assert.That(instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), Is.EqualTo(expected));
    }

    [TestCase("tomorrow")]
    [TestCase("2020-13-01")]
    [TestCase(null)]
    public void OtherTextsAreNoInstants(string? text) =>
        Assert.That(SignalClock.TryParseInstant(text, out _), Is.False);
}
