using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>What requests fit where on an empty platform; each different request is looked at once.</summary>
internal sealed class FitTable
{
    private readonly (NodeShape Shape, int Count)[] _shapes;
    private readonly Dictionary<RequestShape, Fit> _known = [];

    public FitTable(Platform platform) =>
        _shapes = [.. platform.Nodes.GroupBy(NodeShape.Of).Select(group => (group.Key, group.Count()))];

    /// <summary>The different nodes and how many there are of each.</summary>
    public IReadOnlyList<(NodeShape Shape, int Count)> Shapes => _shapes;

    /// <summary>Whether the gang fits on the empty platform.</summary>
    public bool CanEverRun(JobRequest request) => FitOf(request).Instances >= request.Instances;

    /// <summary>Most instances of the gang that fit at once; at most as many as it has.</summary>
    public long InstancesThatFit(JobRequest request) => FitOf(request).Instances;

    /// <summary>Nodes that the gang needs at least when no other job uses them; 0 when it fits nowhere.</summary>
    public double NodesAlone(JobRequest request) => FitOf(request).Nodes;

    /// <summary>Models of the nodes that an instance fits on, by name; empty when there are none.</summary>
    public ImmutableArray<string> ModelsFor(JobRequest request) => FitOf(request).Models;

    private Fit FitOf(JobRequest request)
    {
        RequestShape shape = new(request);
        if (!_known.TryGetValue(shape, out Fit? fit))
        {
            _known.Add(shape, fit = Compute(request));
        }

        return fit;
    }

    private Fit Compute(JobRequest request)
    {
        // Nodes with most room first: fewest nodes.
        var fitting = _shapes.Select(group => (Each: group.Shape.CountFit(request), group.Count, group.Shape))
            .Where(group => group.Each > 0).OrderByDescending(group => group.Each).ToList();
        long missing = request.Instances, nodes = 0;
        foreach ((long each, int count, _) in fitting)
        {
            long used = missing == 0 ? 0 : Math.Min(count, ((missing - 1) / each) + 1);
            nodes += used;
            missing -= Math.Min(missing, used > missing / each ? missing : used * each);
        }

        return new Fit(
            request.Instances - missing, nodes,
            [.. fitting.Where(group => group.Shape.Gpus > 0).Select(group => group.Shape.GpuModel)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private sealed record Fit(long Instances, double Nodes, ImmutableArray<string> Models);

    private readonly record struct RequestShape(
        int Instances, ResourceVector Each, int Limit, string Role, string Models)
    {
        public RequestShape(JobRequest request)
            : this(request.Instances, request.PerInstance, request.MaxInstancesPerNode ?? 0, request.Role,
                request.GpuModels.IsEmpty ? "" : string.Join('|', request.GpuModels))
        {
        }
    }
}
