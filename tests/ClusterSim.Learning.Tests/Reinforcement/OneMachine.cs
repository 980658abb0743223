using ClusterSim.Engine;
using ClusterSim.Learning.Reinforcement;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Learning.Tests.Reinforcement;

/// <summary>
/// Twelve jobs on one GPU, all there at the beginning: the cost is the logarithm of their mean JCT over that of
/// shortest first, which no schedule beats (Smith 1956).
/// </summary>
/// <param name="constraint">By how much a run breaks the only constraint; default: there is none.</param>
internal sealed class OneMachine(Func<RunResult, double>? constraint = null) : IEpisodes
{
    private static readonly Platform s_gpu = Platform.Load("gpus:1x1");

    public int Count => 2;

    public EpisodeOutcome Run(int window, IJobChooser chooser)
    {
        Workload workload = Jobs(window);
        RunResult run = Simulation.Run(
            workload, s_gpu, new ChoosingPolicy("test", chooser, BackfillKind.None, new FirstFit()));
        double sum = 0, shortestFirst = 0;
        foreach (TimeSpan length in workload.Jobs.Select(job => job.Profile.RunTime).Order())
        {
            sum += length.TotalHours;
            shortestFirst += sum;
        }

        double cost = Math.Log(run.Jobs.Sum(job => job.Jct!.Value.TotalHours) / shortestFirst);
        return new EpisodeOutcome(cost, constraint is null ? [] : [constraint(run)]);
    }

    private static Workload Jobs(int window)
    {
        RandomStream random = new(window, "jobs");
        return new Workload(Enumerable.Range(0, 12).Select(i =>
        {
            TimeSpan length = TimeSpan.FromMinutes(1 + (random.NextDouble() * 720));
            return new Job
            {
                Id = $"{i:00}",
                SubmitTime = SimTime.Zero,
                Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1), Walltime = length },
                Profile = new JobProfile { RunTime = length },
            };
        }));
    }
}
