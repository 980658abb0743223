using System.Collections.Immutable;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Experiments;

/// <summary>What an experiment needs of the policy catalogue.</summary>
internal static class PolicyMaker
{
    private const string BaseOption = "base";

    /// <summary>Names of all policies with a name of their own.</summary>
    public static ImmutableArray<string> Names { get; } = [.. PolicyCatalog.All.Select(policy => policy.Name)];

    /// <summary>What a policy does, in one line.</summary>
    public static string Describe(string policy)
    {
        PolicyDescription description = PolicyCatalog.Find(policy);
        ImmutableArray<string> options = OptionNames(policy);
        return description.Summary + (options.IsEmpty ? "" : $" Options: {string.Join(", ", options)}.")
            + (description.Peers.IsEmpty ? "" : $" Equals: {string.Join(", ", description.Peers)}.");
    }

    /// <summary>Whether there is such a policy.</summary>
    public static bool IsKnown(string policy) => PolicyCatalog.TryFind(policy) is not null;

    /// <summary>Names of a policy's options; none for an unknown policy.</summary>
    public static ImmutableArray<string> OptionNames(string policy) =>
        IsKnown(policy) ? [.. PolicyCatalog.Find(policy).Options.Select(option => option.Name)] : [];

    /// <summary>Whether a policy has an option; a policy with a base passes <c>base.OPTION</c> on to it.</summary>
    public static bool HasOption(string policy, string option)
    {
        ImmutableArray<string> names = OptionNames(policy);
        return names.Contains(option)
            || (names.Contains(BaseOption) && option.StartsWith(BaseOption + ".", StringComparison.Ordinal));
    }

    /// <summary>Whether the policy decides by estimates of run times.</summary>
    public static bool NeedsEstimates(PolicyChoice choice)
    {
        PolicyDescription description = PolicyCatalog.Find(choice.Policy);
        return description.UsesWalltimesWith(choice.Set)
            || (BaseOf(description, choice) is { } scheduler
                && PolicyCatalog.Find(scheduler).UsesWalltimesWith(BaseOptions(choice)));
    }

    /// <summary>Makes the policy for one run.</summary>
    public static ISchedulingPolicy Make(PolicyChoice choice) => PolicyCatalog.Create(choice.Policy, choice.Set);

    /// <summary>Name and all options, defaults included.</summary>
    public static ImmutableArray<(string Name, string Value)> Inputs(PolicyChoice choice) =>
    [
        ("policy", choice.Policy),
        .. Make(choice).Options.OrderBy(option => option.Key, StringComparer.Ordinal)
            .Select(option => ("option." + option.Key, option.Value)),
    ];

    /// <summary>What is wrong with a choice: the path inside it and the message.</summary>
    public static IEnumerable<(string Path, string Message)> Problems(PolicyChoice choice)
    {
        if (!IsKnown(choice.Policy))
        {
            string near = NearestName.DidYouMean(choice.Policy, [.. Names, .. Crossings.Names]);
            return
            [
                ("policy", $"found '{choice.Policy}', expected one of {string.Join(", ", Names)}, "
                    + $"or {PolicyCatalog.CrossingForm}{near}"),
            ];
        }

        string[] together = [.. Refusals(choice.Policy, choice.Set)];
        if (together.Length == 0)
        {
            return [];
        }

        // Each option alone, so that a problem can be laid at its door.
        List<(string, string)> problems = [];
        foreach ((string name, string value) in choice.Set)
        {
            var alone = ImmutableDictionary<string, string>.Empty.Add(name, value);
            bool passedOn = name.StartsWith(BaseOption + ".", StringComparison.Ordinal);
            if (passedOn && choice.Set.TryGetValue(BaseOption, out string? scheduler))
            {
                alone = alone.Add(BaseOption, scheduler);
            }

            problems.AddRange(Refusals(choice.Policy, alone).Select(problem => ($"set.{name}", problem)));
        }

        string place = choice.Set.IsEmpty ? "policy" : "set";
        return problems.Count > 0 ? problems : together.Select(problem => (place, problem));
    }

    private static IEnumerable<string> Refusals(string policy, IReadOnlyDictionary<string, string> options)
    {
        try
        {
            PolicyCatalog.Create(policy, options);
            return [];
        }
        catch (PolicyException error)
        {
            return error.Problems.Select(problem => problem.TrimEnd('.'));
        }
    }

    private static ImmutableSortedDictionary<string, string> BaseOptions(PolicyChoice choice) => choice.Set
        .Where(option => option.Key.StartsWith(BaseOption + ".", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(
            option => option.Key[(BaseOption.Length + 1)..], option => option.Value, StringComparer.Ordinal);

    private static string? BaseOf(PolicyDescription description, PolicyChoice choice)
    {
        PolicyOption? option = description.Options.FirstOrDefault(option => option.Name == BaseOption);
        return option is null ? null : choice.Set.GetValueOrDefault(BaseOption, option.Default);
    }
}
