using System.Collections.Immutable;
using System.Text;
using ClusterSim.Tables;
using static ClusterSim.Tables.TableColumn;

namespace ClusterSim.Journals;

/// <summary>The columns of a file of events with their types. <c>docs/events.md</c> says what each means.</summary>
internal static class EventColumns
{
    /// <summary>
    /// All columns, at the positions that <see cref="EventColumn"/> gives them. JSON lines leave out those after
    /// <see cref="EventColumn.Detail"/> where they hold nothing.
    /// </summary>
    public static ImmutableArray<TableColumn> All { get; } =
    [
        Seconds("time"), Text("kind"), TextOrNone("job_id"), TextOrNone("node"), Whole("gpus"), Number("value"),
        Whole("detail"), .. Sparse(TextOrNone("metric"), TextOrNone("phase"), TextOrNone("action"), TextOrNone("text"),
            TextOrNone("user"), TextOrNone("application"), TextOrNone("queue"), WholeOrNone("priority"),
            WholeOrNone("instances"), WholeOrNone("gpus_per_instance"), NumberOrNone("gpu_share"),
            NumberOrNone("cpus"), NumberOrNone("memory_gb"), SecondsOrNone("walltime"), TextOrNone("gpu_models")),
    ];

    private static readonly byte[][] s_keys = [.. All.Select(column => Encoding.UTF8.GetBytes(column.Name))];

    /// <summary>The name of a column.</summary>
    public static string NameOf(EventColumn column) => All[(int)column].Name;

    /// <summary>The column of a key; <c>null</c> when no column has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="next">The column that is most likely.</param>
    public static EventColumn? Find(ReadOnlySpan<byte> key, EventColumn next)
    {
        if ((int)next < s_keys.Length && key.SequenceEqual(s_keys[(int)next]))
        {
            return next;
        }

        for (int i = 0; i < s_keys.Length; i++)
        {
            if (key.SequenceEqual(s_keys[i]))
            {
                return (EventColumn)i;
            }
        }

        return null;
    }

    /// <summary>Whether the fields of a column are text.</summary>
    public static bool IsText(EventColumn column) => All[(int)column].Value == TableValue.Text;

    /// <summary>Whether the fields of a column are seconds.</summary>
    public static bool IsTime(EventColumn column) => column is EventColumn.Time or EventColumn.Walltime;

    private static IEnumerable<TableColumn> Sparse(params TableColumn[] columns) =>
        columns.Select(column => column with { Sparse = true });
}
