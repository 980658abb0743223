using System.Globalization;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Progress;

/// <summary>
/// Progress as plain lines, for logs and pipes: one for each finished scenario, and a sign of life meanwhile.
/// </summary>
internal sealed class ProgressLines : ProgressDisplay
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly TextWriter _output;
    private readonly Lock _writing = new();
    private readonly Timer _timer;

    public ProgressLines(TextWriter output)
    {
        _output = TextWriter.Synchronized(output);
        _timer = new Timer(_ => _output.WriteLine(State.ToString()), null, SignOfLife, SignOfLife);
    }

    public override void Begin(int scenarios, int finished)
    {
        base.Begin(scenarios, finished);
        string earlier = finished > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {finished} of them finished by an earlier run")
            : "";
        string noun = scenarios == 1 ? "scenario" : "scenarios";
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenarios} {noun}{earlier}"));
    }

    public override void Finished(Scenario scenario)
    {
        // Counting and writing are one step, or two scenarios that finish together both show the higher count.
        lock (_writing)
        {
            base.Finished(scenario);
            ProgressState state = State;
            _output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"[{state.Finished}/{state.Scenarios}] {scenario.Folder}"));
        }
    }

    public override void Dispose() => _timer.Dispose();
}
