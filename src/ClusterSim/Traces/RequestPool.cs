using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Equal requests share one record, which keeps workloads of millions of jobs small.</summary>
internal sealed class RequestPool
{
    private readonly Dictionary<JobRequest, JobRequest> _requests = [];
    private readonly Dictionary<string, ImmutableArray<string>> _models = new(StringComparer.Ordinal);

    /// <summary>The first request given that equals this one.</summary>
    public JobRequest Share(JobRequest request)
    {
        if (_requests.TryGetValue(request, out JobRequest? first))
        {
            return first;
        }

        _requests.Add(request, request);
        return request;
    }

    /// <summary>The list of this one model; empty for an empty name.</summary>
    public ImmutableArray<string> Models(string name)
    {
        if (name.Length == 0)
        {
            return [];
        }

        if (!_models.TryGetValue(name, out ImmutableArray<string> models))
        {
            models = [name];
            _models.Add(name, models);
        }

        return models;
    }
}
