using ClusterSim.Platforms;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <summary>How long each job held GPUs of each model, on a platform that has several.</summary>
public sealed class HeldModels
{
    private readonly double[] _seconds;
    private readonly int[] _modelOfNode;
    private readonly double[] _parts;

    /// <summary>Nothing held yet.</summary>
    internal HeldModels(Platform platform, int jobs)
    {
        List<string> models = [.. NamesOf(platform)];
        Models = models;
        _modelOfNode = [.. platform.Nodes.Select(node => models.IndexOf(node.GpuModel))];
        _seconds = new double[jobs * Models.Count];
        _parts = new double[Models.Count];
    }

    /// <summary>What was written down of an earlier run.</summary>
    internal HeldModels(IReadOnlyList<string> models, double[] seconds) =>
        (Models, _seconds, _modelOfNode, _parts) = (models, seconds, [], []);

    /// <summary>Names of the models, in ascending order.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>GPU-seconds that a job held of a model.</summary>
    /// <param name="job">Index of the job.</param>
    /// <param name="model">Position in <see cref="Models"/>.</param>
    public double Seconds(int job, int model) => _seconds[(job * Models.Count) + model];

    /// <summary>The models of a platform's GPUs, in ascending order.</summary>
    internal static IReadOnlyList<string> NamesOf(Platform platform) =>
    [
        .. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Books GPU-seconds to the models of the nodes on which a job holds GPUs.</summary>
    internal void Book(int job, Placement placement, double gpuSeconds)
    {
        if (gpuSeconds == 0)
        {
            return;
        }

        int first = _modelOfNode[placement.Slices[0].Node];
        bool mixed = false;
        Array.Clear(_parts);
        double all = 0;
        foreach (PlacementSlice slice in placement.Slices)
        {
            int model = _modelOfNode[slice.Node];
            mixed |= model != first;
            _parts[model] += slice.Instances;
            all += slice.Instances;
        }

        int row = job * Models.Count;
        if (!mixed)
        {
            _seconds[row + first] += gpuSeconds;
            return;
        }

        for (int model = 0; model < _parts.Length; model++)
        {
            _seconds[row + model] += gpuSeconds * _parts[model] / all;
        }
    }
}
