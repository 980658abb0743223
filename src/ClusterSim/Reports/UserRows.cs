using ClusterSim.Impact.Cost;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>The table of what each user held, drew, emitted and cost.</summary>
internal static class UserRows
{
    public static void Write(ITableWriter rows, IEnumerable<UserBill> bills)
    {
        foreach (UserBill bill in bills)
        {
            rows.Text(bill.User).Text(NameOf(bill.Part)).Number(bill.Jobs)
                .Number(bill.HeldGpuHours).Number(bill.UsefulGpuHours).Number(bill.HeldCoreHours);
            foreach (double? amount in (double?[])
                [bill.EnergyKwh, bill.CarbonKg, bill.EmbodiedKg, bill.EnergyCost, bill.Cost])
            {
                rows.Number(amount ?? double.NaN);
            }

            foreach (double? amount in (double?[])[bill.EnergyKwh, bill.CarbonKg, bill.Cost])
            {
                rows.Number(bill.PerUsefulGpuHour(amount) ?? double.NaN);
            }

            rows.EndRow();
        }
    }

    private static string NameOf(BillPart part) => part.ToString().ToLowerInvariant();
}
