using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior;

/// <summary>Turns what the events of a match must have in common into small integers, and back into text.</summary>
internal sealed class CorrelationKeys
{
    private readonly RuleCorrelation _correlation;
    private readonly Workload _workload;
    private readonly JobFacts _facts;
    private readonly int[] _keyOfJob = [];
    private readonly List<string> _names = [];

    public CorrelationKeys(RuleCorrelation correlation, Workload workload, JobFacts facts)
    {
        (_correlation, _workload, _facts) = (correlation, workload, facts);
        if (correlation is RuleCorrelation.User or RuleCorrelation.Application or RuleCorrelation.UserAndApplication)
        {
            Dictionary<(string, string), int> known = [];
            _keyOfJob = [.. workload.Jobs.Select(job => KeyOf(job.Request, known))];
        }
    }

    /// <summary>Key of an event; -1 when it has none and the rule cannot see it.</summary>
    public int Of(in SimulationEvent happened) => _correlation switch
    {
        RuleCorrelation.None => 0,
        RuleCorrelation.Job => happened.Job,
        RuleCorrelation.Node => happened.Node >= 0 || happened.Job < 0 ? happened.Node : _facts.Node(happened.Job),
        _ => happened.Job < 0 ? -1 : _keyOfJob[happened.Job],
    };

    /// <summary>The key for people; empty when the rule correlates nothing.</summary>
    public string NameOf(int key) => _correlation switch
    {
        RuleCorrelation.None => "",
        RuleCorrelation.Job => $"job={_workload.Jobs[key].Id}",
        RuleCorrelation.Node => $"node={key}",
        _ => _names[key],
    };

    private int KeyOf(JobRequest request, Dictionary<(string, string), int> known)
    {
        (string user, string application) = _correlation switch
        {
            RuleCorrelation.User => (request.User, "-"),
            RuleCorrelation.Application => ("-", request.Application),
            _ => (request.User, request.Application),
        };
        if (user.Length == 0 || application.Length == 0)
        {
            return -1;
        }

        if (!known.TryGetValue((user, application), out int key))
        {
            known.Add((user, application), key = _names.Count);
            _names.Add(_correlation switch
            {
                RuleCorrelation.User => $"user={user}",
                RuleCorrelation.Application => $"application={application}",
                _ => $"user={user},application={application}",
            });
        }

        return key;
    }
}
