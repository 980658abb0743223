using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>
/// A change of a workload, said in a text that is the same on command lines, in experiment files and in results, e.g.
/// <c>window=1d..8d</c>, <c>user!=alice</c>, <c>target-load=0.8</c>. <c>docs/filters.md</c> lists all of them.
/// </summary>
public sealed class WorkloadFilter
{
    private const string Synthetic = "synthetic";

    private readonly Func<Workload, Platform?, Workload> _change;

    internal WorkloadFilter(string text, Func<Workload, Platform?, Workload> change, bool needsPlatform)
    {
        Text = text;
        _change = change;
        NeedsPlatform = needsPlatform;
    }

    /// <summary>The text that it was made from, without surrounding space.</summary>
    public string Text { get; }

    /// <summary>Whether it depends on a platform.</summary>
    public bool NeedsPlatform { get; }

    /// <summary>Names of all filters with the form of what follows and a line on what each does.</summary>
    public static ImmutableArray<(string Name, string Form, string Description)> Known =>
        [.. FilterForms.All.Select(form => (form.Name, form.Form, form.Description))];

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ExperimentException">The text is none; says which part is wrong.</exception>
    public static WorkloadFilter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FilterForms.Parse(text, out string problem) ?? throw new ExperimentException(problem);
    }

    /// <summary>Reads filters and applies them one after another.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="filters">Their texts, in order.</param>
    /// <param name="platform">The platform, for filters that need one.</param>
    /// <exception cref="ExperimentException">A text is no filter, or a filter leaves no job.</exception>
    public static Workload Apply(Workload workload, IEnumerable<string> filters, Platform? platform = null)
    {
        ArgumentNullException.ThrowIfNull(filters);
        WorkloadFilter[] parsed = [.. filters.Select(Parse)];
        return parsed.Aggregate(workload, (changed, filter) => filter.Apply(changed, platform));
    }

    /// <summary>
    /// The changed workload; <see cref="WorkloadSource.Transformations"/> has one more line,
    /// <c>filter TEXT: N of M jobs kept</c>, which says so where something synthetic was filled in.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="platform">The platform, for a filter that needs one.</param>
    /// <exception cref="ExperimentException">It leaves no job, or cannot be applied.</exception>
    public Workload Apply(Workload workload, Platform? platform = null)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (NeedsPlatform && platform is null)
        {
            throw new ExperimentException($"filter '{Text}': found no platform, expected one to compute the load on");
        }

        Workload changed = Changed(workload, platform);
        if (changed.Jobs.IsEmpty)
        {
            throw new ExperimentException(string.Create(
                CultureInfo.InvariantCulture,
                $"filter '{Text}': keeps none of {workload.Jobs.Length} jobs, expected at least one"));
        }

        string note = string.Create(
            CultureInfo.InvariantCulture, $"filter {Text}: {changed.Jobs.Length} of {workload.Jobs.Length} jobs kept");
        foreach (string made in changed.Source.Transformations.Skip(workload.Source.Transformations.Length))
        {
            note += made.StartsWith(Synthetic, StringComparison.Ordinal) ? "; " + made : "";
        }

        return new Workload(
            changed.Jobs,
            changed.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }

    private Workload Changed(Workload workload, Platform? platform)
    {
        try
        {
            return _change(workload, platform);
        }
        catch (Exception error) when (error is WorkloadException or OverflowException)
        {
            throw new ExperimentException($"filter '{Text}': {error.Message}", error);
        }
    }
}
