using System.Collections.Immutable;
using ClusterSim.Impact.Cost;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>What each user held, drew, emitted and cost under each policy.</summary>
internal static class UsersSection
{
    private const int Most = 20;

    public static ReportSection Of(ReportScope scope)
    {
        var runs = scope.Runs
            .Select(run => (run.Name, Bills: UserBills.Of(run.Result, run.Finished.MetricsOptions))).ToArray();
        bool any = runs.Any(run => run.Bills.Any(bill => bill.Cost is not null || bill.EnergyKwh is not null));
        bool named = runs[0].Bills.Any(bill => bill.Part == BillPart.User);
        return new ReportSection("users", "What each user took", any && named ? [.. Blocks(runs)] : []);
    }

    private static IEnumerable<ReportBlock> Blocks((string Name, ImmutableArray<UserBill> Bills)[] runs)
    {
        string[] users =
        [
            .. runs[0].Bills.Where(bill => bill.Part == BillPart.User).OrderByDescending(bill => bill.HeldGpuHours)
                .Take(Most).Select(bill => bill.User),
        ];
        int more = runs[0].Bills.Count(bill => bill.Part == BillPart.User) - users.Length;
        yield return new ParagraphBlock(
            "Energy and emissions are those of a user's jobs with their overheads and their part of the facility; cost "
            + "is what they held at its price. Useful GPU hours are held less wasted ones. What no job held, idle "
            + "machines and the network, is nobody's; with it and with jobs without a user the rows add up to the run."
            + (more > 0 ? $" The {users.Length} users who held most are shown; {more} more are in users.csv." : ""));
        yield return new TableBlock(
            "By user: energy, carbon and cost",
            [
                "user", "policy", "jobs", "GPU h held", "useful GPU h", "kWh", "kg CO2e", "embodied kg CO2e",
                "energy cost", "cost", "kWh / useful GPU h", "g CO2e / useful GPU h", "cost / useful GPU h",
            ],
            [
                .. users.SelectMany(user => runs.SelectMany(run => run.Bills
                    .Where(bill => bill.Part == BillPart.User && bill.User == user)
                    .Select(bill => Row(run.Name, bill)))),
                .. runs.SelectMany(run => run.Bills.Where(bill => bill.Part != BillPart.User)
                    .Select(bill => Row(run.Name, bill))),
            ],
            [1]);
    }

    private static ImmutableArray<string> Row(string policy, UserBill bill) =>
    [
        bill.Part switch
        {
            BillPart.User => bill.User,
            BillPart.Unnamed => "(no user)",
            _ => "(nobody)",
        },
        policy, Readable.Count(bill.Jobs), Readable.Significant(bill.HeldGpuHours),
        Readable.Significant(bill.UsefulGpuHours), Number(bill.EnergyKwh), Number(bill.CarbonKg),
        Number(bill.EmbodiedKg), Number(bill.EnergyCost), Number(bill.Cost),
        Number(bill.PerUsefulGpuHour(bill.EnergyKwh)), Number(bill.PerUsefulGpuHour(bill.CarbonKg * 1000)),
        Number(bill.PerUsefulGpuHour(bill.Cost)),
    ];

    private static string Number(double? amount) => amount is { } known ? Readable.Significant(known) : Readable.None;
}
