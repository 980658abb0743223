using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Workloads.Injection;

/// <summary>What must hold for injection options.</summary>
internal static class InjectionRules
{
    public static ImmutableArray<string> ProblemsOf(InjectionOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (BehaviorShare entry in options.Behaviors)
        {
            if (InjectedBehaviors.Find(entry.Behavior) is null)
            {
                string known = string.Join(", ", InjectedBehaviors.All.Select(behavior => behavior.Name));
                problems.Add($"behaviour '{entry.Behavior}': no such behaviour, expected one of {known}");
            }

            Share(problems, $"behaviour '{entry.Behavior}'", entry.Share);
        }

        Share(problems, "sum of the shares of behaviours", options.Behaviors.Sum(entry => entry.Share));
        Share(problems, "share of mixed jobs", options.MixedShare);
        if (!(options.GpuMemoryGb is > 0 and <= 10_000))
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"GPU memory: found {options.GpuMemoryGb} GB, expected 1 to 10000"));
        }

        foreach (var twice in options.Behaviors.GroupBy(entry => entry.Behavior).Where(group => group.Count() > 1))
        {
            problems.Add($"behaviour '{twice.Key}': found {twice.Count()} times, expected once");
        }

        if (UtilizationSignature.Find(options.Signature) is null)
        {
            string known = string.Join(", ", UtilizationSignature.All.Select(signature => signature.Name));
            problems.Add($"signature '{options.Signature}': no such signature, expected one of {known}");
        }

        return problems.ToImmutable();
    }

    private static void Share(ImmutableArray<string>.Builder problems, string what, double share)
    {
        if (!(share is >= 0 and <= 1 + 1e-9))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: found {share}, expected 0 to 1"));
        }
    }
}
