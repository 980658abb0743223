using ClusterSim.Time;

namespace ClusterSim.Traces.Batsim;

/// <summary>A job as a Batsim workload has it; its profile may stand later in the file.</summary>
internal readonly record struct BatsimJob(
    int Line, string Id, SimTime SubmitTime, TimeSpan? Walltime, int Hosts, string Profile);
