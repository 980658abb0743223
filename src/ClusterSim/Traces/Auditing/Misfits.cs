using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>Finds the jobs that fit on no empty platform, and why.</summary>
internal static class Misfits
{
    private const int MaxExamples = 5;
    private const double Milli = 1000;

    public static ImmutableArray<MisfitGroup> Of(ImmutableArray<Job> jobs, FitTable fits)
    {
        Dictionary<string, (int Jobs, double Largest, double Available, List<string> Ids)> groups =
            new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (Job job in jobs.Where(job => !fits.CanEverRun(job.Request)))
        {
            (string resource, double asked, double available) = Cause(job.Request, fits);
            if (!groups.TryGetValue(resource, out var group))
            {
                group = (0, 0, 0, []);
                order.Add(resource);
            }

            if (group.Ids.Count < MaxExamples)
            {
                group.Ids.Add(job.Id);
            }

            groups[resource] = (group.Jobs + 1, Math.Max(group.Largest, asked),
                Math.Max(group.Available, available), group.Ids);
        }

        return [.. order.Select(name => new MisfitGroup(
            name, groups[name].Jobs, groups[name].Largest, groups[name].Available, [.. groups[name].Ids]))];
    }

    private static (string Resource, double Asked, double Available) Cause(JobRequest request, FitTable fits)
    {
        ResourceVector each = request.PerInstance;
        NodeShape[] ofRole = [.. fits.Shapes.Select(group => group.Shape)
            .Where(shape => request.Role.Length == 0 || shape.Role == request.Role)];
        NodeShape[] nodes = [.. ofRole.Where(shape => shape.Matches(request))];
        if (nodes.Length == 0)
        {
            return ofRole.Length == 0
                ? ($"nodes of role '{request.Role}'", request.Instances, 0)
                : ($"GPUs of {string.Join('|', request.GpuModels)}", request.TotalGpuMilli / Milli, 0);
        }

        long gpus = nodes.Max(node => node.Gpus), cpu = nodes.Max(node => node.CpuMilli);
        long memory = nodes.Max(node => node.MemoryMiB), disk = nodes.Max(node => node.DiskMiB);
        return each.Gpus > gpus ? ("GPUs on one node", each.Gpus, gpus)
            : each.CpuMilli > cpu ? ("cores on one node", each.CpuMilli / Milli, cpu / Milli)
            : each.MemoryMiB > memory ? ("MiB of memory on one node", each.MemoryMiB, memory)
            : each.DiskMiB > disk ? ("MiB of disk on one node", each.DiskMiB, disk)
            : fits.InstancesThatFit(request) == 0 ? ("all resources together on one node", request.Instances, 0)
            : ("instances on the whole platform", request.Instances, fits.InstancesThatFit(request));
    }
}
