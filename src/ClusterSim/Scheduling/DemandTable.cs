using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling;

/// <summary>Translates requests to a platform; equal requests get the same <see cref="Demand"/>.</summary>
internal sealed class DemandTable
{
    private readonly record struct Key(
        int Instances, ResourceVector PerInstance, int MaxInstancesPerNode, string Application, string Role,
        string GpuModels, string Unfit, double TensorSkew);

    private readonly Dictionary<Key, Demand> _demands = [];
    private readonly Dictionary<string, int> _limitedApplications = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _gpuKinds = [];
    private readonly List<(string Role, string GpuModel)> _classes = [];
    private JobRequest? _lastRequest;
    private Demand? _lastDemand;

    public DemandTable(Platform platform)
    {
        Dictionary<(string, string), int> byName = [];
        NodeClass = new int[platform.Nodes.Length];
        for (int node = 0; node < NodeClass.Length; node++)
        {
            (string, string) name = (platform.Nodes[node].Role, platform.Nodes[node].GpuModel);
            if (!byName.TryGetValue(name, out int index))
            {
                byName.Add(name, index = _classes.Count);
                _classes.Add(name);
            }

            NodeClass[node] = index;
        }
    }

    /// <summary>Class (role and GPU model) of each node.</summary>
    public int[] NodeClass { get; }

    /// <summary>Number of different demands so far.</summary>
    public int Count => _demands.Count;

    /// <summary>Number of applications with a limit of instances per node so far.</summary>
    public int LimitedApplications => _limitedApplications.Count;

    /// <summary>Number of different GPU requests of instances so far.</summary>
    public int GpuKinds => _gpuKinds.Count;

    public Demand Of(JobRequest request)
    {
        // Neighbours often share one request: made by a generator, or instances of one application.
        if (ReferenceEquals(request, _lastRequest))
        {
            return _lastDemand!;
        }

        (_lastRequest, _lastDemand) = (request, Find(request));
        return _lastDemand;
    }

    private Demand Find(JobRequest request)
    {
        bool limited = request.MaxInstancesPerNode is not null;
        Key key = new(
            request.Instances, request.PerInstance, request.MaxInstancesPerNode ?? 0,
            limited ? request.Application : "", request.Role,
            request.GpuModels.IsDefaultOrEmpty ? "" : string.Join('|', request.GpuModels), Unfit(request),
            request.TensorSkew ?? 0);
        if (_demands.TryGetValue(key, out Demand? demand))
        {
            return demand;
        }

        int limit = limited ? LimitOf(request.Application) : -1;
        demand = new Demand(_demands.Count, request, AcceptedClasses(request), limit, KindOf(request.PerInstance));
        _demands.Add(key, demand);
        return demand;
    }

    /// <summary>The GPU models on which the job is said not to run.</summary>
    private static string Unfit(JobRequest request) => request.GpuSpeeds.Length == 0
        ? ""
        : string.Join('|', request.GpuSpeeds.Where(entry => entry.Speed == 0).Select(entry => entry.GpuModel));

    // All shares of a GPU are of one kind, as are all instances with the same number of whole GPUs.
    private int KindOf(ResourceVector each)
    {
        if (each.Gpus == 0)
        {
            return -1;
        }

        int gpus = each.Gpus == 1 && each.GpuMilli < 1000 ? 0 : each.Gpus;
        if (!_gpuKinds.TryGetValue(gpus, out int kind))
        {
            _gpuKinds.Add(gpus, kind = _gpuKinds.Count);
        }

        return kind;
    }

    private int LimitOf(string application)
    {
        if (!_limitedApplications.TryGetValue(application, out int index))
        {
            _limitedApplications.Add(application, index = _limitedApplications.Count);
        }

        return index;
    }

    private bool[] AcceptedClasses(JobRequest request)
    {
        bool[] accepted = new bool[_classes.Count];
        for (int i = 0; i < accepted.Length; i++)
        {
            bool role = request.Role.Length == 0 || request.Role == _classes[i].Role;
            bool model = request.PerInstance.Gpus == 0 || request.GpuModels.IsDefaultOrEmpty
                || request.GpuModels.Contains(_classes[i].GpuModel);
            bool unfit = request.GpuSpeeds.Any(entry => entry.Speed == 0 && entry.GpuModel == _classes[i].GpuModel);
            accepted[i] = role && model && !unfit;
        }

        return accepted;
    }
}
