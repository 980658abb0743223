using System.Runtime.InteropServices;
using ClusterSim.Workloads;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// The jobs of each user, and of each user and application, so that one who looks for them does not walk all jobs.
/// </summary>
internal sealed class JobGroups
{
    private readonly SchedulingView _view;
    private readonly Group[] _byApplication, _byUser;

    public JobGroups(SchedulingView view)
    {
        _view = view;
        _byApplication = new Group[view.JobCount];
        _byUser = new Group[view.JobCount];
        Dictionary<(string, string), Group> applications = [];
        Dictionary<string, Group> users = new(StringComparer.Ordinal);
        for (int job = 0; job < view.JobCount; job++)
        {
            JobRequest request = view.Job(job).Request;
            (_byApplication[job] = Find(applications, (request.User, request.Application))).Jobs.Add(job);
            (_byUser[job] = Find(users, request.User)).Jobs.Add(job);
        }

        UserCount = users.Count;
    }

    /// <summary>Number of different users.</summary>
    public int UserCount { get; }

    /// <summary>Number of the user and application of a job.</summary>
    public int ApplicationOf(int job) => _byApplication[job].Number;

    /// <summary>Number of the user of a job.</summary>
    public int UserOf(int job) => _byUser[job].Number;

    /// <summary>
    /// The jobs of the user and application of a job that were submitted and have not left for good, ascending.
    /// </summary>
    public IEnumerable<int> OfApplication(int job) => Present(_byApplication[job]);

    /// <summary>The jobs of the user of a job that were submitted and have not left for good, ascending.</summary>
    public IEnumerable<int> OfUser(int job) => Present(_byUser[job]);

    private static Group Find<TKey>(Dictionary<TKey, Group> groups, TKey key)
        where TKey : notnull
    {
        ref Group? group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
        return group ??= new Group(groups.Count - 1);
    }

    // Jobs are in order of submission: those that have left pile up at the front, those that are to come at the end.
    private IEnumerable<int> Present(Group group)
    {
        while (group.First < group.Jobs.Count && IsGone(group.Jobs[group.First]))
        {
            group.First++;
        }

        for (int i = group.First; i < group.Jobs.Count; i++)
        {
            JobStatus status = _view.Job(group.Jobs[i]).Status;
            if (status == JobStatus.Unsubmitted)
            {
                yield break;
            }

            if (status is JobStatus.Pending or JobStatus.Running)
            {
                yield return group.Jobs[i];
            }
        }
    }

    private bool IsGone(int job) =>
        _view.Job(job).Status is not (JobStatus.Unsubmitted or JobStatus.Pending or JobStatus.Running);

    private sealed class Group(int number)
    {
        public int Number => number;

        public List<int> Jobs { get; } = [];

        public int First { get; set; }
    }
}
