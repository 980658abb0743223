using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact.Carbon;
using ClusterSim.Statistics;

namespace ClusterSim.Impact.Cost;

/// <summary>
/// Splits what a run drew, emitted and cost among its users. The rows of all users, of jobs without a user, and of what
/// no job held add up to the whole run.
/// </summary>
public static class UserBills
{
    private const double SecondsPerHour = 3600, JoulesPerKwh = 3.6e6, GramsPerKg = 1000;

    /// <summary>The rows: users in the order of their names, then jobs without one, then what no job held.</summary>
    /// <param name="run">The run; all of it, warm-up included.</param>
    /// <param name="options">Prices and embodied carbon; <c>null</c> for the defaults.</param>
    public static ImmutableArray<UserBill> Of(RunResult run, MetricsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new MetricsOptions();
        PriceList prices = new(run, options);
        CarbonBuilder carbon = new(run, options.Carbon);
        ImmutableArray<UserBill> users =
        [
            .. Enumerable.Range(0, run.Jobs.Length)
                .GroupBy(job => run.Workload.Jobs[job].Request.User)
                .OrderBy(user => user.Key.Length == 0).ThenBy(user => user.Key, StringComparer.Ordinal)
                .Select(user => Bill(run, prices, carbon, user.Key, [.. user])),
        ];
        users = prices.IsAsked(users.Sum(user => user.Cost ?? 0)) ? users : [.. users.Select(Unpriced)];
        return run.Energy is null ? users : [.. users, Rest(run, carbon.Build(), users)];
    }

    private static UserBill Unpriced(UserBill user) => user with { Cost = null };

    private static UserBill Bill(
        RunResult run, PriceList prices, CarbonBuilder carbon, string user, int[] jobs) => new()
    {
        Part = user.Length > 0 ? BillPart.User : BillPart.Unnamed,
        User = user,
        Jobs = jobs.Length,
        HeldGpuHours = Sum(jobs, job => run.Jobs[job].AllocatedGpuSeconds)!.Value / SecondsPerHour,
        UsefulGpuHours = Sum(jobs, job => Useful(run.Jobs[job]))!.Value / SecondsPerHour,
        HeldCoreHours = Sum(jobs, job => run.Jobs[job].AllocatedCpuSeconds)!.Value / SecondsPerHour,
        EnergyKwh = Sum(jobs, job => run.Jobs[job].EnergyJoules + run.Jobs[job].OverheadJoules)
            * run.Energy?.Pue / JoulesPerKwh,
        CarbonKg = Sum(jobs, job => run.Jobs[job].CarbonGrams) / GramsPerKg,
        EmbodiedKg = run.Carbon is null ? null : Sum(jobs, carbon.OfJob),
        EnergyCost = Sum(jobs, job => run.Jobs[job].EnergyCost),
        Cost = Sum(jobs, prices.CostOf),
    };

    private static UserBill Rest(RunResult run, CarbonMetrics? carbon, ImmutableArray<UserBill> users) => new()
    {
        Part = BillPart.Unattributed,
        User = "",
        EnergyKwh = run.Energy!.TotalKwh - users.Sum(user => user.EnergyKwh),
        CarbonKg = carbon?.OperationalKg - users.Sum(user => user.CarbonKg),
        EmbodiedKg = users.All(user => user.EmbodiedKg is not null)
            ? carbon?.EmbodiedKg - users.Sum(user => user.EmbodiedKg)
            : null,
        EnergyCost = run.EnergyCost?.Total - users.Sum(user => user.EnergyCost),
    };

    private static double Useful(in JobResult job) => job.AllocatedGpuSeconds - job.WastedGpuSeconds;

    private static double? Sum(int[] jobs, Func<int, double?> amount)
    {
        CompensatedSum sum = default;
        foreach (int job in jobs)
        {
            if (amount(job) is not { } known)
            {
                return null;
            }

            sum.Add(known);
        }

        return sum.Value;
    }
}
