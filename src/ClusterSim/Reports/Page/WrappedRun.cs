using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact;

namespace ClusterSim.Reports.Page;

/// <summary>A run whose policy wraps that of another run of the same report.</summary>
/// <param name="Run">The run.</param>
/// <param name="Base">The run of the wrapped policy.</param>
internal sealed record WrappedRun(ReportRun Run, ReportRun Base)
{
    /// <summary>The jobs that ended later than without the wrapper, those most late first.</summary>
    public ImmutableArray<LaterJob> Later { get; } = LaterJobs.Of(Base.Result, Run.Result);

    /// <summary>The pairs among the runs of a chapter.</summary>
    public static IEnumerable<WrappedRun> Of(ReportScope scope)
    {
        RunResult[] results = [.. scope.Runs.Select(run => run.Result)];
        for (int i = 0; i < results.Length; i++)
        {
            int wrapped = results[i].Ledger.IsEmpty ? -1 : BasePolicy.Of(results, i);
            if (wrapped >= 0 && results[wrapped].Jobs.Length == results[i].Jobs.Length)
            {
                yield return new WrappedRun(scope.Runs[i], scope.Runs[wrapped]);
            }
        }
    }
}
