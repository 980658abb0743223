namespace ClusterSim.Traces;

/// <summary>
/// Units of the fields of a column map. The first unit of a kind is the one taken when none is named.
/// </summary>
internal static class CsvMapUnits
{
    /// <summary>The unit of calendar times.</summary>
    public const string DateTime = "datetime";

    private const double KibPerMib = 1024, BytesPerMib = 1_048_576;

    /// <summary>Length of each unit of time in seconds.</summary>
    private static readonly (string Name, double Scale)[] s_lengths =
        [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("min", 60), ("h", 3_600), ("d", 86_400)];

    private static readonly (string Name, double Scale)[] s_cores = [("cores", 1_000), ("milli", 1)];

    /// <summary>Size of each unit of memory in MiB.</summary>
    private static readonly (string Name, double Scale)[] s_sizes =
    [
        ("MiB", 1), ("GiB", 1_024), ("TiB", 1_048_576), ("KiB", 1 / KibPerMib), ("B", 1 / BytesPerMib),
        ("kB", 1e3 / BytesPerMib), ("MB", 1e6 / BytesPerMib), ("GB", 1e9 / BytesPerMib), ("TB", 1e12 / BytesPerMib),
    ];

    /// <summary>Names of the units that a field may have; empty for fields without unit.</summary>
    public static IReadOnlyList<string> Of(CsvMapField field) => field switch
    {
        CsvMapField.SubmitTime or CsvMapField.StartTime or CsvMapField.EndTime =>
            [.. s_lengths.Select(unit => unit.Name), DateTime],
        _ => [.. Table(field).Select(unit => unit.Name)],
    };

    /// <summary>
    /// What a value in <paramref name="unit"/> is to be multiplied with: to seconds, milli-cores or MiB.
    /// </summary>
    public static double Scale(CsvMapField field, string unit) => Table(field).First(known => known.Name == unit).Scale;

    private static (string Name, double Scale)[] Table(CsvMapField field) => field switch
    {
        CsvMapField.SubmitTime or CsvMapField.StartTime or CsvMapField.EndTime => s_lengths,
        CsvMapField.RunTime or CsvMapField.Walltime => s_lengths,
        CsvMapField.Cpus => s_cores,
        CsvMapField.Memory or CsvMapField.Disk => s_sizes,
        _ => [],
    };
}
