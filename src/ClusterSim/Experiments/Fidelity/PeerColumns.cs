namespace ClusterSim.Experiments.Fidelity;

/// <summary>Names of the columns of a peer's schedule that are compared.</summary>
/// <param name="Job">Identifier of the job as in the trace.</param>
/// <param name="Start">First start in seconds; empty or negative for a job that never started.</param>
/// <param name="Finish">End in seconds; empty or negative for a job that did not end.</param>
/// <param name="Nodes">
/// Indices of the nodes of the job's last placement, e.g. <c>0-3 7</c>; <c>null</c> when nodes are not compared.
/// </param>
/// <param name="JobPrefix">What stands before the identifier in the trace but not in the schedule.</param>
/// <param name="Preemptions">How often the job was preempted; <c>null</c> when that is not compared.</param>
public sealed record PeerColumns(
    string Job = "job_id", string Start = "start", string Finish = "finish", string? Nodes = null,
    string JobPrefix = "", string? Preemptions = null);
