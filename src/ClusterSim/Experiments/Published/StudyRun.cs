using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Experiments.Published;

/// <summary>One run of a study: the parts of <c>clustersim run</c>.</summary>
internal sealed record StudyRun
{
    private static readonly ImmutableSortedDictionary<string, string> NoOptions =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The trace file below the folder of data.</summary>
    public required string Trace { get; init; }

    /// <summary>Name of the trace format.</summary>
    /// <value>Default <c>null</c>: recognised from the content.</value>
    public string? Format { get; init; }

    /// <summary>Filters that the workload goes through, in order.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>A platform shorthand, or a platform file below the folder of data.</summary>
    public required string Platform { get; init; }

    /// <summary>Name of the policy in the catalogue.</summary>
    public required string Policy { get; init; }

    /// <summary>Options of the policy that differ from its defaults.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, string> Set { get; init; } = NoOptions;

    /// <summary>Everything else that shapes the run.</summary>
    /// <value>Default: the defaults of an experiment.</value>
    public OptionChoice Options { get; init; } = new();

    /// <summary>Seed of the run.</summary>
    /// <value>Default 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Makes the run.</summary>
    /// <exception cref="ExperimentException">An option is not understood.</exception>
    public RunResult Result(StudyData data)
    {
        string platform = ChoiceName.IsShorthand(Platform) ? Platform : data.PathOf(Platform);
        Scenario scenario = new(
            1, "", "", new TraceChoice { Name = Trace, Path = data.PathOf(Trace), Format = Format },
            new PlatformChoice(Platform, platform),
            new PolicyChoice { Name = Policy, Policy = Policy, Set = Set }, Options, Seed);
        ReplayInputs inputs = ReplayInputs.Load(scenario, Filters);
        data.Cancel.ThrowIfCancellationRequested();
        return Simulation.Run(inputs.Workload, inputs.Platform, inputs.Policy, inputs.Options);
    }
}
