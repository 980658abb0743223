using System.Globalization;

namespace ClusterSim.Workloads;

/// <summary>
/// The requests of generated jobs. Jobs that ask for the same share one record, which keeps a million jobs small.
/// </summary>
internal sealed class RequestCache
{
    private readonly SizeOptions _sizes;
    private readonly GeneratedApplication[] _applications;
    private readonly string[] _userNames, _applicationNames;
    private readonly Dictionary<(int User, int Application, int GpuMilli, long Walltime), JobRequest> _requests = [];

    public RequestCache(GeneratorOptions options, GeneratedApplication[] applications)
    {
        _sizes = options.Sizes;
        _applications = applications;
        _userNames = Names("user", options.Users.Users);
        _applicationNames = Names("app", applications.Length);
    }

    public JobRequest Get(int user, int application, int gpuMilli, long walltimeSeconds)
    {
        var key = (user, application, gpuMilli, walltimeSeconds);
        if (!_requests.TryGetValue(key, out JobRequest? request))
        {
            request = Make(user, application, gpuMilli, walltimeSeconds);
            _requests.Add(key, request);
        }

        return request;
    }

    private JobRequest Make(int user, int application, int gpuMilli, long walltimeSeconds)
    {
        GeneratedApplication traits = _applications[application];
        int gpus = Math.Min(traits.Gpus, _sizes.GpusPerInstance);
        int shareMilli = gpus * gpuMilli;
        ResourceVector each = gpus == 0
            ? new ResourceVector(CpuMilli: 1000)
            : new ResourceVector(
                CpuMilli: _sizes.CoresPerGpu * shareMilli, Gpus: gpus, GpuMilli: gpuMilli,
                MemoryMiB: _sizes.MemoryGiBPerGpu * 1024L * shareMilli / 1000);
        return new JobRequest
        {
            Instances = gpus == 0 ? traits.Cores : traits.Gpus / gpus,
            PerInstance = each,
            Walltime = walltimeSeconds > 0 ? TimeSpan.FromTicks(walltimeSeconds * TimeSpan.TicksPerSecond) : null,
            User = _userNames[user],
            Application = _applicationNames[application],
        };
    }

    private static string[] Names(string kind, int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{kind}-{i}"))];
}
