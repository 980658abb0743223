using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// What jobs cost. A run does not record which GPU model each job ran on; where a job may have run on models of
/// different prices its cost is unknown.
/// </summary>
internal sealed class PriceList(Platform platform, MetricsOptions options)
{
    private readonly Dictionary<(string Role, string Models), double?> _gpuPrices = [];
    private readonly bool _hasGpus = platform.TotalGpus > 0;

    /// <summary>Cost of what a job held; <c>null</c> when a price that it needs is unknown.</summary>
    public double? CostOf(Job job, in JobResult result)
    {
        double? cores = CoreCost(result);
        if (result.AllocatedGpuSeconds == 0)
        {
            return cores;
        }

        return cores + (result.AllocatedGpuSeconds / 3600 * GpuPrice(job.Request));
    }

    private double? CoreCost(in JobResult result)
    {
        double? price = options.PricePerCoreHour ?? (_hasGpus ? 0 : null);
        return result.AllocatedCpuSeconds == 0 ? 0 : result.AllocatedCpuSeconds / 3600 * price;
    }

    private double? GpuPrice(JobRequest request)
    {
        string models = request.GpuModels.IsDefaultOrEmpty ? "" : string.Join('|', request.GpuModels);
        if (!_gpuPrices.TryGetValue((request.Role, models), out double? price))
        {
            _gpuPrices.Add((request.Role, models), price = CommonPrice(request));
        }

        return price;
    }

    private double? CommonPrice(JobRequest request)
    {
        double?[] prices = [.. platform.Nodes
            .Where(node => node.Gpus > 0 && (request.Role.Length == 0 || node.Role == request.Role))
            .Select(node => node.GpuModel)
            .Where(model => request.GpuModels.IsDefaultOrEmpty || request.GpuModels.Contains(model))
            .Distinct(StringComparer.Ordinal)
            .Select(PriceOf)
            .Distinct()];
        return prices.Length == 1 ? prices[0] : null;
    }

    private double? PriceOf(string model) =>
        options.PricesPerGpuHour.TryGetValue(model, out double price) ? price : platform.Model(model).PricePerHour;
}
