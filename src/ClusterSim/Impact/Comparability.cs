using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// Runs may be compared only when they replayed the same jobs. Platforms, policies and walltimes may differ.
/// </summary>
internal static class Comparability
{
    public static void Check(RunResult baseline, IReadOnlyList<RunResult> others)
    {
        if (others.Count == 0)
        {
            throw new ComparisonException("Found a baseline and nothing to compare it with.");
        }

        foreach (RunResult other in others)
        {
            CheckJobs(baseline, other);
        }
    }

    public static void CheckSeeds(IReadOnlyList<RunResult> baseline, IReadOnlyList<RunResult>[] others)
    {
        if (baseline.Count == 0 || others.Length == 0)
        {
            throw new ComparisonException("Expected runs of a baseline and of at least one other arm.");
        }

        foreach (IReadOnlyList<RunResult> arm in others)
        {
            if (arm.Count != baseline.Count)
            {
                throw new ComparisonException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Label(arm)} has {arm.Count} runs and {Label(baseline)} has {baseline.Count}; "
                    + $"seeds are compared in pairs."));
            }

            for (int seed = 0; seed < arm.Count; seed++)
            {
                CheckJobs(baseline[seed], arm[seed]);
            }
        }
    }

    private static string Label(IReadOnlyList<RunResult> runs) => runs.Count == 0 ? "an arm" : $"'{runs[0].Policy}'";

    private static void CheckJobs(RunResult baseline, RunResult other)
    {
        if (ReferenceEquals(baseline.Workload, other.Workload))
        {
            return;
        }

        Workload first = baseline.Workload, second = other.Workload;
        string runs = $"'{baseline.Policy}' on '{first.Source.Name}' and '{other.Policy}' on '{second.Source.Name}'";
        if (first.Jobs.Length != second.Jobs.Length)
        {
            throw new ComparisonException(string.Create(
                CultureInfo.InvariantCulture,
                $"Runs of different workloads: {runs} have {first.Jobs.Length} and {second.Jobs.Length} jobs."));
        }

        for (int i = 0; i < first.Jobs.Length; i++)
        {
            if (!SameJob(first.Jobs[i], second.Jobs[i]))
            {
                throw new ComparisonException(
                    $"Runs of different workloads: {runs} differ in job '{first.Jobs[i].Id}' "
                    + $"(the other has '{second.Jobs[i].Id}' there); "
                    + "expected the same id, submission, request and run time.");
            }
        }
    }

    private static bool SameJob(Job a, Job b) =>
        a.Id == b.Id && a.SubmitTime == b.SubmitTime && a.Request.Instances == b.Request.Instances
        && a.Request.PerInstance == b.Request.PerInstance && a.Profile.RunTime == b.Profile.RunTime;
}
