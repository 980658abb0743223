using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>Turns what the events of a match must have in common into numbers, and back into text.</summary>
internal sealed class CorrelationKeys(RuleCorrelation correlation)
{
    // More devices on one node than any machine has.
    private const long DevicesPerNode = 1 << 20;

    private readonly Dictionary<(string User, string Application), long> _known = [];
    private readonly List<string> _names = [];

    public RuleCorrelation Correlation => correlation;

    /// <summary>Key of an event; -1 when it has none and the rule cannot see it.</summary>
    public long Of(in SimulationEvent happened, KnownJob? job) => correlation switch
    {
        RuleCorrelation.None => 0,
        RuleCorrelation.Job => job?.Key ?? -1,
        RuleCorrelation.Node => happened.Node >= 0 ? happened.Node : job?.Node ?? -1,
        RuleCorrelation.Gpu => happened.Kind == EventKind.MetricSampled && happened.Node >= 0 && happened.Gpus >= 0
            ? OfDevice(happened.Node, happened.Gpus)
            : -1,
        _ => job is null ? -1 : OfRequest(job),
    };

    /// <summary>Key of a device.</summary>
    public static long OfDevice(int node, int device) => (node * DevicesPerNode) + device;

    /// <summary>The key for people; empty when the rule correlates nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="job">The job that it is the key of, for a rule about jobs.</param>
    public string NameOf(long key, KnownJob? job) => correlation switch
    {
        RuleCorrelation.None => "",
        RuleCorrelation.Job => $"job={job?.Id}",
        RuleCorrelation.Node => $"node={key}",
        RuleCorrelation.Gpu => $"node={key / DevicesPerNode},gpu={key % DevicesPerNode}",
        _ => _names[(int)key],
    };

    private long OfRequest(KnownJob job)
    {
        (string user, string application) = correlation switch
        {
            RuleCorrelation.User => (job.Request.User, "-"),
            RuleCorrelation.Application => ("-", job.Request.Application),
            _ => (job.Request.User, job.Request.Application),
        };
        if (user.Length == 0 || application.Length == 0)
        {
            return -1;
        }

        if (!_known.TryGetValue((user, application), out long key))
        {
            _known.Add((user, application), key = _names.Count);
            _names.Add(correlation switch
            {
                RuleCorrelation.User => $"user={user}",
                RuleCorrelation.Application => $"application={application}",
                _ => $"user={user},application={application}",
            });
        }

        return key;
    }
}
