using ClusterSim.Workloads;

namespace ClusterSim.Scheduling;

/// <summary>
/// A request translated to the platform of the run. Jobs that ask for exactly the same share one demand, so that a
/// policy which found one of them blocked need not try the others.
/// </summary>
public sealed class Demand
{
    private readonly bool[] _acceptedClasses;

    internal Demand(int id, JobRequest request, bool[] acceptedClasses, int limitedApplication, int gpuKind)
    {
        Id = id;
        Instances = request.Instances;
        PerInstance = request.PerInstance;
        MaxInstancesPerNode = request.MaxInstancesPerNode ?? int.MaxValue;
        TensorSkew = request.TensorSkew;
        LimitedApplication = limitedApplication;
        GpuKind = gpuKind;
        _acceptedClasses = acceptedClasses;
    }

    /// <summary>Index of the demand in the run; equal requests have equal ids.</summary>
    public int Id { get; }

    /// <summary>Instances of the gang.</summary>
    public int Instances { get; }

    /// <summary>What each instance needs.</summary>
    public ResourceVector PerInstance { get; }

    /// <summary>
    /// At most so many instances of the application on one node; <see cref="int.MaxValue"/> when there is no limit.
    /// </summary>
    public int MaxInstancesPerNode { get; }

    /// <summary>
    /// Part of the job's model that its largest tensor makes up; <c>null</c> when it is not known.
    /// </summary>
    public double? TensorSkew { get; }

    /// <summary>
    /// Whether an instance takes a share of a GPU or of a NIC, so that each instance needs a slice of its own.
    /// </summary>
    public bool SharesDevice => SharesGpu || PerInstance.RdmaPercent > 0;

    /// <summary>Whether an instance takes less than a whole GPU.</summary>
    public bool SharesGpu => PerInstance.Gpus == 1 && PerInstance.GpuMilli < 1000;

    /// <summary>GPUs of the whole gang, counting a share as one.</summary>
    public int TotalGpus => Instances * PerInstance.Gpus;

    /// <summary>GPU share of the whole gang in 1/1000 GPU.</summary>
    public long TotalGpuMilli => (long)Instances * PerInstance.TotalGpuMilli;

    /// <summary>CPU of the whole gang in 1/1000 core.</summary>
    public long TotalCpuMilli => (long)Instances * PerInstance.CpuMilli;

    /// <summary>Row of the application in the per-node instance counts; -1 when the demand has no limit.</summary>
    internal int LimitedApplication { get; }

    /// <summary>
    /// Which of the different GPU requests of the run an instance makes: a share of a GPU, or so many whole ones; -1
    /// for none.
    /// </summary>
    internal int GpuKind { get; }

    /// <summary>Cache of <see cref="FreeResources.FewestNodes"/>; 0 before it was asked for.</summary>
    internal int FewestNodes { get; set; }

    /// <summary>The same demand for another number of instances, for a resize.</summary>
    internal Demand WithInstances(int instances) =>
        new(Id, new JobRequest
        {
            Instances = instances,
            PerInstance = PerInstance,
            TensorSkew = TensorSkew,
            MaxInstancesPerNode = LimitedApplication < 0 ? null : MaxInstancesPerNode,
        }, _acceptedClasses, LimitedApplication, GpuKind)
        {
            IsResized = true,
        };

    /// <summary>Whether this demand came about by a resize.</summary>
    internal bool IsResized { get; private init; }

    /// <summary>Whether nodes of a class (role and GPU model) may host the job.</summary>
    internal bool Accepts(int nodeClass) => _acceptedClasses[nodeClass];
}
