using ClusterSim.Events;

namespace ClusterSim.Behavior.Detectors;

/// <summary>Failures, ended jobs and hours of running of one subject in the newest panes.</summary>
internal sealed class FailureCounts(string key, int panes)
{
    private readonly int[] _failures = new int[panes], _trials = new int[panes];
    private readonly double[] _hours = new double[panes];
    private int _now;

    public string Key => key;

    public int Failures { get; private set; }

    public int Trials { get; private set; }

    public double Hours => _hours.Sum();

    /// <summary>Panes for which it is not reported again.</summary>
    public int Silent { get; set; }

    /// <summary>The failure that was seen last.</summary>
    public SimulationEvent Newest { get; private set; }

    public void Add(bool failed, bool ended, double hours, in SimulationEvent happened)
    {
        _failures[_now] += failed ? 1 : 0;
        _trials[_now] += ended ? 1 : 0;
        _hours[_now] += hours;
        (Failures, Trials) = (Failures + (failed ? 1 : 0), Trials + (ended ? 1 : 0));
        Newest = failed ? happened : Newest;
    }

    /// <summary>Begins a pane and forgets the oldest.</summary>
    public void Turn()
    {
        _now = (_now + 1) % _failures.Length;
        (Failures, Trials) = (Failures - _failures[_now], Trials - _trials[_now]);
        (_failures[_now], _trials[_now], _hours[_now]) = (0, 0, 0);
        Silent = Math.Max(0, Silent - 1);
    }
}
