using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>All ways to act; that of merely notifying somebody needs none.</summary>
internal static class PatternActions
{
    public static ImmutableArray<IPatternAction> Of(PatternRun run, Priorities priorities) =>
    [
        new ReclaimAction(run, priorities), new ShrinkAction(run), new RequeueAction(run), new PackAction(run),
        new MigrateAction(run), new ReprioritiseAction(run), new CheckpointRequeueAction(run), new CapPowerAction(),
        new DeferAction(run), new HoldUserAction(run), new SmallerGpuAction(run),
    ];
}
