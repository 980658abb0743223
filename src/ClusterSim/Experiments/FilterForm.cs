using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>One kind of filter.</summary>
/// <param name="Name">What stands before the equals sign.</param>
/// <param name="Form">What stands behind it.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Read">The change that a value means; <c>null</c> for a value of another form.</param>
/// <param name="Condition">
/// For filters that keep a class of jobs: which; they can be turned around by <c>!=</c>.
/// </param>
/// <param name="NeedsPlatform">Whether the change depends on the platform.</param>
/// <param name="NamesPaths">Whether the value begins with paths, divided by <c>;</c> and ended by <c>@</c>.</param>
internal sealed record FilterForm(
    string Name,
    string Form,
    string Description,
    Func<string, Func<Workload, Platform?, Workload>?>? Read = null,
    Func<string, Func<Job, bool>?>? Condition = null,
    bool NeedsPlatform = false,
    bool NamesPaths = false);
