using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Draws the utilization of a job over its life: compilation, data loading, then computing with up to three
/// checkpoints, an evaluation at the end, and an idle tail where there is one. Shapes are invented; their order and the
/// low utilization of all but computing are what production studies report (Jeon et al., USENIX ATC 2019).
/// </summary>
internal sealed class ProfileSampler
{
    private const int ShortSeconds = 20;
    private const int LongSeconds = 1200;
    private const int MaxPhases = 12;

    private readonly RandomStream _stream;
    private readonly UtilizationPhase[] _phases = new UtilizationPhase[MaxPhases];
    private int _count;

    public ProfileSampler(long seed, string stream = "utilization") => _stream = new RandomStream(seed, stream);

    /// <summary>The phases of a job that ends after <paramref name="runSeconds"/>; later ones are left out.</summary>
    public ImmutableArray<UtilizationPhase> Sample(ProfilePlan plan, long runSeconds)
    {
        _count = 0;
        long at = plan.UsefulSeconds < ShortSeconds ? 0 : AddPreparation(plan);
        AddWork(at, plan);
        if (plan.TailSeconds > 0)
        {
            Add(plan.UsefulSeconds, Between(0, 20), PhaseKind.Idle);
        }

        while (_count > 1 && _phases[_count - 1].Start.Ticks >= runSeconds * TimeSpan.TicksPerSecond)
        {
            _count--;
        }

        return ImmutableArray.Create(_phases.AsSpan(0, _count));
    }

    private long AddPreparation(ProfilePlan plan)
    {
        long usual = Math.Max(1, plan.UsefulSeconds / 10);
        Add(0, Between(0, 150), PhaseKind.Compilation);
        long loading = plan.CompilationSeconds > 0 ? plan.CompilationSeconds : Math.Min(usual, Between(20, 240));
        Add(loading, Between(20, 200), PhaseKind.DataLoading);
        return loading + (plan.LoadingSeconds > 0 ? plan.LoadingSeconds : Math.Min(usual, Between(10, 200)));
    }

    private void AddWork(long start, ProfilePlan plan)
    {
        Add(start, plan.ComputePermille, PhaseKind.Compute);
        if (plan.UsefulSeconds - start < LongSeconds)
        {
            return;
        }

        long evaluation = plan.UsefulSeconds - Between(60, 240);
        int checkpoints = Between(1, 3);
        long stretch = (evaluation - start) / (checkpoints + 1);
        for (int i = 1; i <= checkpoints; i++)
        {
            long checkpoint = start + (i * stretch);
            Add(checkpoint, Between(20, 150), PhaseKind.Checkpointing);
            Add(checkpoint + Between(20, 90), plan.ComputePermille, PhaseKind.Compute);
        }

        Add(evaluation, plan.ComputePermille * Between(80, 95) / 100, PhaseKind.Evaluation);
    }

    private void Add(long seconds, int permille, PhaseKind kind) =>
        _phases[_count++] = new UtilizationPhase(TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond), permille, kind);

    private int Between(int min, int max) => min + _stream.NextInt(max - min + 1);
}
