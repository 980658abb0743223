using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>The nodes of a platform by the model of their GPUs.</summary>
internal sealed class GpuModelPools
{
    private readonly string[] _models;
    private readonly long[] _capacity;
    private readonly int[] _poolOf;

    public GpuModelPools(Platform platform)
    {
        _models = [.. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel).Distinct()
            .Order(StringComparer.Ordinal)];
        _poolOf = [.. platform.Nodes.Select(node => node.Gpus > 0 ? Array.IndexOf(_models, node.GpuModel) : -1)];
        _capacity = new long[_models.Length];
        for (int node = 0; node < _poolOf.Length; node++)
        {
            if (_poolOf[node] >= 0)
            {
                _capacity[_poolOf[node]] += platform.Nodes[node].Gpus;
            }
        }
    }

    public int Count => _models.Length;

    /// <summary>The pool of a node; -1 when it has no GPUs.</summary>
    public int Of(int node) => _poolOf[node];

    /// <summary>The largest pool that a job accepts; -1 when it needs no GPU or accepts none of them.</summary>
    public int HomeOf(JobView job)
    {
        int home = -1;
        for (int pool = 0; pool < Count && job.Demand.TotalGpuMilli > 0; pool++)
        {
            bool accepts = job.Request.GpuModels.IsEmpty || job.Request.GpuModels.Contains(_models[pool]);
            home = accepts && (home < 0 || _capacity[pool] > _capacity[home]) ? pool : home;
        }

        return home;
    }

    /// <summary>Adds what is free in each pool, in 1/1000 GPU.</summary>
    public void AddFree(FreeResources free, long[] milli)
    {
        for (int node = 0; node < _poolOf.Length; node++)
        {
            if (_poolOf[node] >= 0 && free.IsUp(node))
            {
                milli[_poolOf[node]] += free.FreeGpuMilli(node);
            }
        }
    }
}
