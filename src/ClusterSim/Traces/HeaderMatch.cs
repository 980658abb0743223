using System.Text;
using ClusterSim.Tables;

namespace ClusterSim.Traces;

/// <summary>Recognition of CSV formats by their column names, or by their first row where they have none.</summary>
internal static class HeaderMatch
{
    /// <summary>
    /// A header that has most of the columns is meant to be this format; its reader names what is wrong.
    /// </summary>
    private const double ResemblingShare = 0.6;

    public static FormatMatch Of(TraceHead head, IReadOnlyCollection<string> columns) =>
        head.HasExactly(columns) ? FormatMatch.Exact
        : head.ShareOf(columns) >= ResemblingShare ? FormatMatch.Resembling
        : FormatMatch.None;

    /// <summary>
    /// As above, for tables that mostly come without a header: then the first line that has as many fields
    /// as there are columns decides by <paramref name="isRow"/>.
    /// </summary>
    public static FormatMatch OfHeadless(
        TraceHead head, IReadOnlyCollection<string> columns, Func<IReadOnlyList<string>, bool> isRow)
    {
        bool fits = head.Columns.Count == columns.Count && isRow(head.Columns);
        return fits ? FormatMatch.Exact : Of(head, columns);
    }

    /// <summary>Whether the field is empty or a number of 0 or more.</summary>
    public static bool IsNumber(string field) => field.Length == 0
        || (DecimalText.TryParse(Encoding.UTF8.GetBytes(field), decimals: 3, out long scaled) && scaled >= 0);

    /// <summary>As above, for a format some of whose columns may be missing.</summary>
    public static FormatMatch Of(TraceHead head, string[] required, string[] optional) =>
        required.All(head.Columns.Contains)
        && head.Columns.All(name => required.Contains(name) || optional.Contains(name))
            ? FormatMatch.Exact
            : Of(head, required);
}
