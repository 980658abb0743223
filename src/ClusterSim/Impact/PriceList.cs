using ClusterSim.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// What jobs of a run cost, by the models of the GPUs that they held. A result that does not tell the models has a cost
/// only where all models that a job accepts have one price.
/// </summary>
internal sealed class PriceList(RunResult run, MetricsOptions options)
{
    private readonly Dictionary<(string Role, string Models, bool Spot), double?> _gpuPrices = [];
    private readonly bool _hasGpus = run.Platform.TotalGpus > 0;

    /// <summary>Cost of what a job held; <c>null</c> when a price that it needs is unknown.</summary>
    public double? CostOf(int job)
    {
        JobResult result = run.Jobs[job];
        double? cores = CoreCost(result);
        return result.AllocatedGpuSeconds == 0 ? cores : cores + GpuCost(job, result);
    }

    /// <summary>
    /// What is paid for reserved GPUs from the first submission to the end of the run, used or not; <c>null</c> when
    /// none are reserved or one has no price.
    /// </summary>
    public double? Reserved()
    {
        double hours = (run.EndTime - run.Workload.FirstSubmit).TotalHours;
        if (options.Prices is not { Reserved.Count: > 0 } prices)
        {
            return null;
        }

        double? sum = 0;
        foreach ((string model, int gpus) in prices.Reserved)
        {
            sum += gpus * hours * prices.GpuHour.GetValueOrDefault(model)?.Reserved;
        }

        return sum;
    }

    /// <summary>GPU-hours above the reserved ones; <c>null</c> when none are reserved or nobody watched.</summary>
    public double? OverflowGpuHours() => options.Prices is { Reserved.Count: > 0 }
        ? run.Reserved?.Sum(use => use.AboveGpuSeconds) / 3600
        : null;

    /// <summary>
    /// Reserved GPUs, on demand what goes above them, spot jobs and cores; <c>null</c> when a part is unknown.
    /// </summary>
    public double? Bill()
    {
        double? sum = OverflowGpuHours() is null ? null : Reserved();
        for (int job = 0; job < run.Jobs.Length && sum is not null; job++)
        {
            sum += IsSpot(job) ? CostOf(job) : CoreCost(run.Jobs[job]);
        }

        foreach (ReservedUse use in sum is null ? [] : run.Reserved!.Value)
        {
            sum = use.AboveGpuSeconds == 0 ? sum : sum + (use.AboveGpuSeconds / 3600 * PriceOf(use.Model, false));
        }

        return sum;
    }

    /// <summary>
    /// Whether anybody asked: where nothing costs anything and no price was given, cost is not known to be zero.
    /// </summary>
    public bool IsAsked(double total) =>
        total > 0 || options.PricePerCoreHour is not null || options.PricesPerGpuHour.Count > 0
        || options.Prices is not null;

    private bool IsSpot(int job) =>
        options.Prices?.SpotQueues.Contains(run.Workload.Jobs[job].Request.Queue) ?? false;

    private double? CoreCost(in JobResult result)
    {
        double? price = options.PricePerCoreHour ?? options.Prices?.CoreHour ?? (_hasGpus ? 0 : null);
        return result.AllocatedCpuSeconds == 0 ? 0 : result.AllocatedCpuSeconds / 3600 * price;
    }

    private double? GpuCost(int job, in JobResult result)
    {
        JobRequest request = run.Workload.Jobs[job].Request;
        bool spot = IsSpot(job);
        if (run.HeldModels is not { } held)
        {
            return result.AllocatedGpuSeconds / 3600 * GpuPrice(request, spot);
        }

        double? cost = 0;
        for (int model = 0; model < held.Models.Count; model++)
        {
            double seconds = held.Seconds(job, model);
            cost = seconds == 0 ? cost : cost + (seconds / 3600 * PriceOf(held.Models[model], spot));
        }

        return cost;
    }

    private double? GpuPrice(JobRequest request, bool spot)
    {
        string models = request.GpuModels.IsDefaultOrEmpty ? "" : string.Join('|', request.GpuModels);
        if (!_gpuPrices.TryGetValue((request.Role, models, spot), out double? price))
        {
            _gpuPrices.Add((request.Role, models, spot), price = CommonPrice(request, spot));
        }

        return price;
    }

    private double? CommonPrice(JobRequest request, bool spot)
    {
        double?[] prices = [.. run.Platform.Nodes
            .Where(node => node.Gpus > 0 && (request.Role.Length == 0 || node.Role == request.Role))
            .Select(node => node.GpuModel)
            .Where(model => request.GpuModels.IsDefaultOrEmpty || request.GpuModels.Contains(model))
            .Distinct(StringComparer.Ordinal)
            .Select(model => PriceOf(model, spot))
            .Distinct()];
        return prices.Length == 1 ? prices[0] : null;
    }

    private double? PriceOf(string model, bool spot)
    {
        if (options.PricesPerGpuHour.TryGetValue(model, out double given))
        {
            return given;
        }

        return options.Prices?.GpuHour.GetValueOrDefault(model) is { } price
            ? (spot ? price.Spot : null) ?? price.OnDemand
            : run.Platform.Model(model).PricePerHour;
    }
}
