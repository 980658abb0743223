using System.Globalization;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Fragmentation gradient descent (Weng et al., "Beware of Fragmentation", USENIX ATC 2023, algorithm 1): puts each
/// instance on the node and GPU where fragmentation grows least, or shrinks most, for the expected workload; equal
/// nodes in the order of the platform, equal GPUs by index.
/// </summary>
/// <remarks>
/// The artefact presses the descent d into a score of 0 to 100, the whole part of 100 / (1 + exp(-d / 1000)), so that
/// nodes whose descents differ by less than some 40 milli-GPU count as equal. <see cref="PolicyVariant.Corrected"/>
/// compares the descents themselves, to a millionth of a milli-GPU.
/// </remarks>
public sealed class Fgd : IPlacement
{
    private readonly FgdOptions _options;
    private readonly FgdScore _score;
    private readonly HighestScore _choice;

    /// <summary>Fragmentation gradient descent.</summary>
    /// <param name="options">Expected workload and variant; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The typical share is not above 0 and at most 1.</exception>
    public Fgd(FgdOptions? options = null)
    {
        _options = options ?? new FgdOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.TypicalShare, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.TypicalShare, 1);
        _score = new FgdScore(_options.Variant == PolicyVariant.Artefact) { Target = _options.Target };
        _choice = new HighestScore(_score);
    }

    /// <inheritdoc/>
    public string Name => "fgd";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => _options.Target.IsEmpty
        ? PartNames.Of(_options.Variant)
            .SetItem("typical-share", _options.TypicalShare.ToString(CultureInfo.InvariantCulture))
        : PartNames.Of(_options.Variant);

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (_options.Target.IsEmpty)
        {
            var requests = Enumerable.Range(0, view.JobCount).Select(job => view.Job(job).Request);
            _score.Target = Fragmentation.TargetOf(requests, _options.TypicalShare);
        }
    }

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand) => _choice.Place(free, demand);
}
