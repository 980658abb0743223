namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Cost (Gavel, section 4.2): the sum of the jobs' throughputs, each relative to its fastest model, per price of the
/// GPUs is as great as it can be; with deadlines, as long as each job is fast enough for its own. A deadline that the
/// job could not even meet alone does not count; if not all others can be met, the most demanding ones are given up.
/// </summary>
internal sealed class ThroughputPerCost(IReadOnlyList<double> prices, bool meetsDeadlines = false) : IShareObjective
{
    public bool UsesWorkLeft => meetsDeadlines;

    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus)
    {
        List<(ShareJob Job, double Speed)> due = [];
        foreach (ShareJob job in meetsDeadlines ? jobs : [])
        {
            double speed = job.SecondsLeft / job.SecondsToDeadline;
            if (job.SecondsToDeadline > 0 && speed > 0 && speed <= job.Speed.Max())
            {
                due.Add((job, speed));
            }
        }

        due.Sort((one, other) => (one.Speed / one.Job.Speed.Max(), one.Job.Index).CompareTo(
            (other.Speed / other.Job.Speed.Max(), other.Job.Index)));
        while (!new ShareProgram(jobs, gpus, Gains).TryMaximiseTotal(due))
        {
            due.RemoveAt(due.Count - 1);
        }
    }

    private double[] Gains(ShareJob job) =>
        [.. job.Speed.Select((speed, model) => speed / (job.Speed.Max() * prices[model] * job.Gpus))];
}
