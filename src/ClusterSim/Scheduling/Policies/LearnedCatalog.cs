using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Policies that apply what was learned.</summary>
internal static class LearnedCatalog
{
    private const string Model = "model", Backfill = "backfill", KeepHead = "keep-head";

    private static readonly ImmutableArray<(string Name, Func<BackfillKind> Make)> s_backfills =
        [("easy", () => BackfillKind.Easy), ("none", () => BackfillKind.None)];

    private static readonly ImmutableArray<(string Name, Func<bool> Make)> s_answers =
        [("no", () => false), ("yes", () => true)];

    public static PolicyDescription Describe() => new(
        "learned", "The waiting job that a trained network scores highest goes next (after RLScheduler, SC '20).",
        PolicyMaturity.Experimental, usesWalltimes: true,
        [
            new(Model, NetworkFile.Bundled[0], "a file of a trained network, or one of "
                + string.Join(", ", NetworkFile.Bundled), "The frozen network."),
            new(Backfill, "easy", "one of easy, none", "What happens behind a chosen job that does not fit."),
            new(KeepHead, "no", "one of no, yes",
                "Whether a chosen job that does not fit stays the head until it starts.",
                "RLScheduler: yes; chosen by this project: no"),
            PolicyParts.Placement("first-fit"),
        ],
        Make);

    private static ChoosingPolicy? Make(OptionValues values)
    {
        BackfillKind backfill = values.Choice(Backfill, s_backfills);
        bool keepsHead = values.Choice(KeepHead, s_answers);
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        string model = values.Text(Model);
        KernelNetwork? network = null;
        try
        {
            network = NetworkFile.Load(model);
        }
        catch (PolicyException error)
        {
            values.Refuse(error.Problems.Select(problem => $"policy 'learned', {problem}"));
        }

        return values.Good
            ? new ChoosingPolicy(
                "learned", new NetworkChooser(network!, model), backfill, placement!, keepsHead)
            : null;
    }
}
