using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>
/// What the trace says happened to the job on the original cluster. For inspection and calibration; never used by a
/// replay.
/// </summary>
/// <param name="Start">When it was first started; <c>null</c> when it never was or the trace does not say.</param>
/// <param name="End">When it ended; <c>null</c> when it was still running or the trace does not say.</param>
/// <param name="Submitted">Whether the submission lies inside the trace; <c>false</c> for load that stood before it
/// began.</param>
public sealed record RecordedRun(SimTime? Start, SimTime? End, bool Submitted = true);
