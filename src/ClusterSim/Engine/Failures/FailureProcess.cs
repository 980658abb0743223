using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Engine.Failures;

/// <summary>
/// Fails and repairs units of one kind at random. Each draws its times in turn from a stream of its own, so that when
/// it fails depends on nothing else.
/// </summary>
internal sealed class FailureProcess
{
    private readonly RunState _run;
    private readonly IDistribution _between, _away;
    private readonly EventCode _fails, _repaired;
    private readonly RandomStream[] _streams;

    public FailureProcess(
        RunState run, FailureModel model, IEnumerable<string> names, EventCode fails, EventCode repaired)
    {
        (_run, _fails, _repaired) = (run, fails, repaired);
        (_between, _away) = (UnitTimes.BetweenFailures(model), UnitTimes.ToRepair(model));
        _streams = [.. names.Select(name => new RandomStream(run.Options.Seed, name))];
        for (int unit = 0; unit < _streams.Length; unit++)
        {
            AwaitFailure(unit);
        }
    }

    /// <summary>The unit works from now on.</summary>
    public void AwaitFailure(int unit) => Schedule(unit, _between, _fails);

    /// <summary>The unit is away from now on.</summary>
    public void AwaitRepair(int unit) => Schedule(unit, _away, _repaired);

    private void Schedule(int unit, IDistribution times, EventCode code)
    {
        TimeSpan length = SimTime.Length(times.Sample(_streams[unit]));
        _run.Queue.Schedule(_run.Now + length, EventPhase.NodeChange, (int)code, unit);
    }
}
