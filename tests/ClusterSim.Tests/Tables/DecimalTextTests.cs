using System.Globalization;
using System.Text;
using ClusterSim.Tables;

namespace ClusterSim.Tests.Tables;

public class DecimalTextTests
{
    [TestCase("0", 0)]
    [TestCase("12", 120_000_000)]
    [TestCase("-1", -10_000_000)]
    [TestCase("+1.5", 15_000_000)]
    [TestCase(" 1.5 ", 15_000_000)]
    [TestCase(".5", 5_000_000)]
    [TestCase("5.", 50_000_000)]
    [TestCase("0.0000001", 1)]
    [TestCase("0.00000005", 1, Description = "a half tick is rounded away from zero")]
    [TestCase("0.00000004999", 0)]
    [TestCase("0.99999999", 10_000_000)]
    [TestCase("1.25e3", 12_500_000_000)]
    [TestCase("5E-7", 5)]
    [TestCase("100000000000", 1_000_000_000_000_000_000)]
    public void SecondsBecomeTheNearestTick(string text, long ticks)
    {
        Assert.That(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), 7, out long scaled), Is.True);
        Assert.That(scaled, Is.EqualTo(ticks));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("1.2.3")]
    [TestCase("1,5")]
    [TestCase("NaN")]
    [TestCase("inf")]
    [TestCase("-Infinity")]
    [TestCase("0x10")]
    [TestCase("1e")]
    [TestCase("1e400")]
    [TestCase("99999999999999999999")]
    [TestCase("1000000000000")]
    [TestCase("1 2")]
    [TestCase("--1")]
    public void AnythingElseIsNoNumber(string text) =>
        Assert.That(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), 7, out _), Is.False);

    [FsCheck.NUnit.Property]
    public void TicksAreWrittenAsTheExactDecimalAndReadBack(uint high, uint low)
    {
        long ticks = ((long)(high % 200_000_000) << 32) + low;
        Span<byte> text = stackalloc byte[32];
        string written = Encoding.ASCII.GetString(text[..DecimalText.FormatTicks(ticks, text)]);

        // System.Decimal is exact here and knows nothing of our digits.
        Assert.That(written, Is.EqualTo((ticks / 10_000_000m).ToString("0.#######", CultureInfo.InvariantCulture)));
        Assert.That(DecimalText.TryParse(Encoding.ASCII.GetBytes(written), 7, out long read),
            Is.EqualTo(ticks < 922_337_203_685_477_580));
        Assert.That(read, Is.EqualTo(read == 0 ? read : ticks));
    }
}
