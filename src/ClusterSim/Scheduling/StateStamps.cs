namespace ClusterSim.Scheduling;

/// <summary>Hands out a new number for each new state of a node in a run; 0 is the empty node.</summary>
internal sealed class StateStamps
{
    private long _last;

    public long Next() => ++_last;
}
