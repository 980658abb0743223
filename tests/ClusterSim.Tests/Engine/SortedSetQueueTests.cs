using ClusterSim.Engine;

namespace ClusterSim.Tests.Engine;

/// <summary>Another kernel under the conformance tests: they ask for nothing that only the default one has.</summary>
[TestFixture]
public sealed class SortedSetQueueTests : EventQueueConformance
{
    protected override IEventQueue Create() => new SortedSetQueue();
}
