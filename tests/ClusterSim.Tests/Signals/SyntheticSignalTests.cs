using ClusterSim.Signals;

namespace ClusterSim.Tests.Signals;

public sealed class SyntheticSignalTests
{
    [TestCase("solar", "solar-grid")]
    [TestCase("wind", "wind-grid")]
    [TestCase("market", "market")]
    public void TheBundledSignalsAreWhatTheirCommandMakes(string preset, string file)
    {
        using StringWriter made = new();
        SyntheticSignal.Write(SyntheticSignal.Generate(preset, 60, 1), made);
        Assert.That(made.ToString(), Is.EqualTo(File.ReadAllText(Repository.Path($"signals/{file}.csv"))));
    }

    [Test]
    public void WhatIsWrittenIsReadBack()
    {
        Signal made = SyntheticSignal.Generate("market", 60, 1);
        SignalFile read = SignalFile.Read(Repository.Path("signals/market.csv"));
        Assert.That(read.Signal.Values, Is.EqualTo(made.Values));
        Assert.That(
            (read.Signal.Start, read.Signal.Step, read.Signal.Unit, read.Signal.Kind),
            Is.EqualTo((made.Start, made.Step, "EUR/kWh", SignalKind.Price)));
        Assert.That(read.Notices, Is.Empty);
    }

    [Test]
    public void AnUnknownPresetIsToldWithTheKnownOnes() => Assert.That(
        () => SyntheticSignal.Generate("tidal", 1, 1),
        Throws.ArgumentException.With.Message.Contains("solar, wind, market"));
}
