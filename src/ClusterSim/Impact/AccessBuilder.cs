using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Compares what users get. Jobs without a named user take no part.</summary>
internal sealed class AccessBuilder(RunResult run, int[] jobs, bool byGpus, double tauSeconds)
{
    private sealed class User
    {
        public double Demand, Wait, Slowdown;
        public int Ended;
    }

    public AccessMetrics Build()
    {
        SortedDictionary<string, User> users = new(StringComparer.Ordinal);
        foreach (int job in jobs)
        {
            string name = run.Workload.Jobs[job].Request.User;
            if (name.Length > 0)
            {
                if (!users.TryGetValue(name, out User? user))
                {
                    users.Add(name, user = new User());
                }

                Add(user, job);
            }
        }

        return users.Count < 2 ? new AccessMetrics { Users = users.Count } : Of([.. users.Values]);
    }

    private void Add(User user, int job)
    {
        JobResult result = run.Jobs[job];
        // A job that can never run neither demands nor waits; one that still waits has waited already.
        if (result.Status != JobStatus.Rejected)
        {
            user.Demand += JobClasses.Demand(run.Workload.Jobs[job], byGpus);
            user.Wait += result.TotalWaitTime.TotalSeconds;
        }

        if (JobMeasures.BoundedSlowdown(result, tauSeconds) is { } slowdown)
        {
            user.Slowdown += slowdown;
            user.Ended++;
        }
    }

    private static AccessMetrics Of(User[] users)
    {
        double[] slowdowns = [.. users.Where(user => user.Ended > 0).Select(user => user.Slowdown / user.Ended)];
        // A stable sort: users of equal demand stay in the order of their names.
        User[] small = [.. users.OrderBy(user => user.Demand).Take(users.Length / 2)];
        double wait = users.Sum(user => user.Wait), demand = users.Sum(user => user.Demand);
        return new AccessMetrics
        {
            Users = users.Length,
            JainOfUserSlowdown = slowdowns.Length < 2 ? null : Inequality.Jain(slowdowns),
            GiniOfUserSlowdown = slowdowns.Length < 2 ? null : Inequality.Gini(slowdowns),
            SmallUsersShareOfWait = wait > 0 ? small.Sum(user => user.Wait) / wait : null,
            SmallUsersShareOfDemand = demand > 0 ? small.Sum(user => user.Demand) / demand : null,
        };
    }
}
