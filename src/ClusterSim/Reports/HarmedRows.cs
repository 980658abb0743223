using ClusterSim.Impact;
using ClusterSim.Reports.Page;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>
/// The table of jobs that ended later under a policy that acts on rules than under the policy that it wraps: one row
/// for each, in a file beside the report.
/// </summary>
internal static class HarmedRows
{
    /// <summary>Writes the table; none when no run of the report wraps another one.</summary>
    public static void Write(string folder, IEnumerable<ReportScope> scopes)
    {
        (ReportScope Scope, WrappedRun Pair)[] pairs =
            [.. scopes.Where(scope => scope.Seeds == 1).SelectMany(scope => WrappedRun.Of(scope), (s, p) => (s, p))];
        if (pairs.Length == 0)
        {
            return;
        }

        using ITableWriter rows = ResultTable.Create(
            Path.Combine(folder, ResultFiles.Harmed), ResultColumns.Harmed, ResultTables.Csv);
        foreach ((ReportScope scope, WrappedRun pair) in pairs)
        {
            Write(rows, scope.Name, pair);
        }
    }

    private static void Write(ITableWriter rows, string group, WrappedRun pair)
    {
        foreach (LaterJob later in pair.Later)
        {
            var job = pair.Run.Result.Workload.Jobs[later.Job];
            ITableWriter row = rows.Text(group).Text(pair.Run.Name).Text(pair.Base.Name).Text(job.Id)
                .Text(job.Request.User).Number(pair.Run.Result.Jobs[later.Job].Gpus).Seconds(later.BaseEndTime);
            if (later.LaterBy is { } by)
            {
                row.Seconds(later.EndTime).Number(by.TotalSeconds).EndRow();
            }
            else
            {
                row.Empty().Empty().EndRow();
            }
        }
    }
}
