namespace ClusterSim.Traces.Inspection;

/// <summary>Load of a trace during a stretch of its time.</summary>
/// <param name="StartSeconds">Begin in seconds of the workload's time.</param>
/// <param name="EndSeconds">End in seconds.</param>
/// <param name="Submissions">Jobs submitted in it, without those that stood before the trace began.</param>
/// <param name="MeanGpus">GPUs in use, shares counted as such, averaged over the stretch.</param>
/// <param name="MeanCores">Cores in use, averaged over the stretch.</param>
public sealed record InspectedBin(
    double StartSeconds, double EndSeconds, int Submissions, double MeanGpus, double MeanCores);
