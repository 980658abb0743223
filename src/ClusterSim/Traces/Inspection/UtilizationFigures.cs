using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>Computes <see cref="InspectedUtilization"/>.</summary>
internal static class UtilizationFigures
{
    private const double SecondsPerHour = 3600, Permille = 1000;

    /// <summary><c>null</c> when no job's utilization is known.</summary>
    public static InspectedUtilization? Of(ImmutableArray<Job> jobs)
    {
        double[] held = new double[Enum.GetValues<PhaseKind>().Length], busy = new double[held.Length];
        int count = 0;
        foreach (Job job in jobs.Where(job => !job.Profile.Phases.IsEmpty && job.Request.TotalGpuMilli > 0))
        {
            count++;
            AddPhases(job, held, busy);
        }

        double total = held.Sum();
        return total == 0 ? null : new InspectedUtilization(
            count,
            total / SecondsPerHour,
            busy.Sum() / total,
            [
                .. Enum.GetValues<PhaseKind>()
                    .Where(kind => held[(int)kind] > 0)
                    .Select(kind => new InspectedPhaseKind(
                        kind, held[(int)kind] / total, busy[(int)kind] / held[(int)kind])),
            ]);
    }

    private static void AddPhases(Job job, double[] held, double[] busy)
    {
        ImmutableArray<UtilizationPhase> phases = job.Profile.Phases;
        for (int i = 0; i < phases.Length; i++)
        {
            TimeSpan end = i + 1 < phases.Length && phases[i + 1].Start < job.Profile.RunTime
                ? phases[i + 1].Start
                : job.Profile.RunTime;
            double gpuSeconds = JobFigures.Gpus(job) * Math.Max(0, (end - phases[i].Start).TotalSeconds);
            held[(int)phases[i].Kind] += gpuSeconds;
            busy[(int)phases[i].Kind] += gpuSeconds * phases[i].UtilizationPermille / Permille;
        }
    }
}
