using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>The resources of a platform that a workload may overload.</summary>
internal static class ResourcePools
{
    private const double Milli = 1000, MiBPerGiB = 1024;

    public static IEnumerable<ResourcePool> Of(ImmutableArray<Job> jobs, Platform platform, FitTable fits) =>
        Whole(platform, fits).Concat(Roles(platform)).Concat(Models(jobs, platform, fits));

    private static IEnumerable<ResourcePool> Whole(Platform platform, FitTable fits)
    {
        foreach (ResourcePool pool in OfNodes(platform.Nodes, "", _ => true))
        {
            yield return pool;
        }

        if (platform.Nodes.Length > 1)
        {
            yield return new ResourcePool(
                "nodes, if no two jobs share one", "nodes", platform.Nodes.Length,
                job => fits.NodesAlone(job.Request), Binding: false);
        }
    }

    private static IEnumerable<ResourcePool> Roles(Platform platform)
    {
        var roles = platform.Nodes.GroupBy(node => node.Role, StringComparer.Ordinal).Where(role => role.Key.Length > 0)
            .OrderBy(role => role.Key, StringComparer.Ordinal).ToList();
        return platform.Nodes.Select(node => node.Role).Distinct(StringComparer.Ordinal).Count() < 2
            ? []
            : roles.SelectMany(role => OfNodes(
                [.. role], " of role " + role.Key, job => job.Request.Role == role.Key));
    }

    private static IEnumerable<ResourcePool> OfNodes(
        ImmutableArray<Node> nodes, string suffix, Func<Job, bool> bound)
    {
        int gpus = nodes.Sum(node => node.Gpus);
        if (gpus > 0)
        {
            yield return new ResourcePool(
                "GPUs" + suffix, "GPUs", gpus, job => bound(job) ? job.Request.TotalGpuMilli / Milli : 0);
        }

        if (nodes.All(node => node.CpuLimited))
        {
            double cores = nodes.Sum(node => (long)node.CpuMilli) / Milli;
            yield return new ResourcePool(
                "cores" + suffix, "cores", cores, job => bound(job) ? job.Request.TotalCpuMilli / Milli : 0);
        }

        if (nodes.All(node => node.MemoryMiB is not null))
        {
            double memory = nodes.Sum(node => node.MemoryMiB ?? 0) / MiBPerGiB;
            yield return new ResourcePool(
                "memory" + suffix, "GiB", memory,
                job => bound(job) ? job.Request.Instances * (double)job.Request.PerInstance.MemoryMiB / MiBPerGiB : 0);
        }
    }

    // Jobs that can use only some models must have their GPU time from those: for any set of models, the demand of the
    // jobs bound to it or to a part of it cannot exceed its capacity (Hall's condition). Looked at are all single
    // models and all sets that jobs are bound to.
    private static IEnumerable<ResourcePool> Models(ImmutableArray<Job> jobs, Platform platform, FitTable fits)
    {
        string[] models = [.. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (models.Length < 2)
        {
            return [];
        }

        var bound = jobs.Where(job => job.Request.PerInstance.Gpus > 0).Select(job => fits.ModelsFor(job.Request))
            .Where(set => set.Length > 0 && set.Length < models.Length);
        return models.Select(model => ImmutableArray.Create(model)).Concat(bound)
            .DistinctBy(set => string.Join('|', set)).OrderBy(set => set.Length)
            .ThenBy(set => string.Join('|', set), StringComparer.Ordinal)
            .Select(set => OfModels(set, platform, fits));
    }

    private static ResourcePool OfModels(ImmutableArray<string> set, Platform platform, FitTable fits)
    {
        HashSet<string> inSet = [.. set];
        return new ResourcePool(
            "GPUs of " + string.Join('|', set.Select(model => model.Length > 0 ? model : "no model")),
            "GPUs",
            platform.Nodes.Where(node => node.Gpus > 0 && inSet.Contains(node.GpuModel)).Sum(node => node.Gpus),
            job => job.Request.PerInstance.Gpus > 0 && fits.ModelsFor(job.Request) is { Length: > 0 } models
                && models.All(inSet.Contains)
                ? job.Request.TotalGpuMilli / Milli
                : 0);
    }
}
