using ClusterSim.Behavior;

namespace ClusterSim.Scheduling.Policies;

/// <summary>What one rule promised and brought so far.</summary>
internal sealed class PatternDrivenAccount(string ruleId, int minimumApplications)
{
    private int _detections, _applied, _settled, _harmed;
    private double _promised, _obtained;

    /// <summary>Whether the rule has had its chances and brought nothing.</summary>
    public bool Suspended { get; private set; }

    public RuleLedgerEntry Entry => new(ruleId, _detections, _applied, _promised, _obtained, _harmed, Suspended);

    public void CountDetection() => _detections++;

    public void CountApplication(double promisedGpuSeconds)
    {
        _applied++;
        _promised += promisedGpuSeconds;
    }

    /// <summary>Books what an application turned out to bring, which is negative when it did harm.</summary>
    public void Settle(double obtainedGpuSeconds, bool harmed)
    {
        _settled++;
        _obtained += obtainedGpuSeconds;
        _harmed += harmed ? 1 : 0;
        Suspended |= _settled >= minimumApplications && _obtained <= 0;
    }
}
