using System.Globalization;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Elastic;

/// <summary>The training jobs that wait or run, in order of submission.</summary>
internal sealed class TrainingQueue
{
    private readonly List<int> _jobs = [];
    private int[] _rank = [];

    /// <summary>Checks that a policy can work with the jobs of a run.</summary>
    /// <param name="view">The run.</param>
    /// <param name="policy">Name of the policy.</param>
    /// <param name="oracle">Whether it must know in advance how jobs will run.</param>
    /// <exception cref="PolicyException">Some job lacks what the policy needs.</exception>
    public void Begin(SchedulingView view, string policy, bool oracle = false)
    {
        _rank = new int[view.JobCount];
        int[] order = [.. Enumerable.Range(0, view.JobCount)
            .OrderBy(job => view.Job(job).SubmitTime).ThenBy(job => Row(view.Job(job).Id)).ThenBy(job => job)];
        for (int i = 0; i < order.Length; i++)
        {
            _rank[order[i]] = i;
            JobView job = view.Job(order[i]);
            string? missing = job.Training is null ? "the measurements of the application that it trains"
                : oracle && job.Request.Training?.Foreknowledge is null ? "foreknowledge of how it will run"
                : null;
            if (missing is not null)
            {
                throw new PolicyException(
                    [$"policy '{policy}' needs {missing}; job '{job.Id}' (application '{job.Request.Application}') "
                        + $"lacks it. The filter {Filter(oracle)} fills it in from a folder of measured applications: "
                        + "train for jobs that name theirs, train-mix for a synthetic mix by GPU time."]);
            }
        }
    }

    /// <summary>The jobs as of now.</summary>
    public List<int> Jobs(SchedulingView view)
    {
        _jobs.Clear();
        foreach (int job in view.Running)
        {
            _jobs.Add(job);
        }

        foreach (int job in view.Pending)
        {
            _jobs.Add(job);
        }

        _jobs.Sort((a, b) => _rank[a].CompareTo(_rank[b]));
        return _jobs;
    }

    private static string Filter(bool oracle) =>
        oracle ? "train=FOLDER@oracle or train-mix=FOLDER@SEED@oracle" : "train=FOLDER or train-mix=FOLDER@SEED";

    // Workloads of the artefacts name a job by its application and its row; rows of one second keep their order.
    private static int Row(string id) =>
        int.TryParse(id.AsSpan(id.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int row)
            ? row
            : 0;
}
