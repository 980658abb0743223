using System.Globalization;
using System.Text.Json;
using ClusterSim.Behavior.Matching;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// The GPU example of the CRE sample: "allocated, then below 30 % for 5 minutes, unless it recovers or loads data", on
/// nine logs with the hits that preq v0.1.37 gave on them, line by line.
/// </summary>
public sealed class GpuExampleTests
{
    private static readonly string[] Terms = ["gpu allocated", "sm_util below 30"];
    private static readonly string[] Resets = ["sm_util above 30", "data loading"];

    [TestCase("idle.log")]
    [TestCase("recover459.log")]
    [TestCase("recover500.log")]
    [TestCase("recover501.log")]
    [TestCase("loading.log")]
    [TestCase("loadingbefore.log")]
    [TestCase("twojobs.log")]
    [TestCase("twice.log")]
    [TestCase("eof.log")]
    public void HitsAreThoseOfTheReferenceProgram(string log)
    {
        string expectations = File.ReadAllText(SharedData.Path("cre/gpu_example/expected.json"));
        using JsonDocument json = JsonDocument.Parse(expectations);
        JsonElement expected = json.RootElement.GetProperty("expected").GetProperty(log);
        var hits = expected.GetProperty("hits").EnumerateArray().Select(hit => (
            Entry: hit.GetProperty("at").GetString() == "flush" ? -1 : hit.GetProperty("entry_no").GetInt32(),
            Lines: string.Join(" | ", hit.GetProperty("lines").EnumerateArray().Select(line => line.GetString()))));
        Assert.That(Run(File.ReadAllLines(SharedData.Path("cre/gpu_example/" + log))), Is.EqualTo(hits));
    }

    // The rule of the example, compiled by hand: window 24 h; both conditions hang on the dip, 5 minutes, absolute.
    private static List<(int Entry, string Lines)> Run(string[] lines)
    {
        NegateSpec negate = new(TimeSpan.FromMinutes(5).Ticks, 0, 1, true);
        PatternSpec spec = new(PatternShape.Sequence, TimeSpan.FromHours(24).Ticks, [1, 1], [negate, negate]);
        IMatcher<string> matcher = spec.NewMatcher<string>();
        List<(int, string)> found = [];
        List<Match<string>> matches = [];
        for (int i = 0; i < lines.Length; i++)
        {
            (string stamp, string text) = (lines[i][..20], lines[i][21..]);
            long time = DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture).UtcTicks;
            matcher.Observe(time, Bits(Terms, text), Bits(Resets, text), text, matches);
            Take(i + 1);
        }

        matcher.AdvanceTo(long.MaxValue - 1, matches);
        Take(-1);
        return found;

        void Take(int entry)
        {
            found.AddRange(matches.Select(match => (entry, string.Join(" | ", match.Events))));
            matches.Clear();
        }
    }

    private static ulong Bits(string[] terms, string text)
    {
        ulong bits = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            bits |= text.Contains(terms[i], StringComparison.Ordinal) ? 1UL << i : 0;
        }

        return bits;
    }
}
