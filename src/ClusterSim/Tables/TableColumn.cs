namespace ClusterSim.Tables;

/// <summary>A column of a table, whatever the form in which the table is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What its fields hold.</param>
/// <param name="Optional">
/// Whether fields may be empty. Text that is not optional may be the empty text, which CSV cannot tell from no text.
/// </param>
internal sealed record TableColumn(string Name, TableValue Value, bool Optional)
{
    /// <summary>Whether JSON lines leave the key out where the field is empty.</summary>
    public bool Sparse { get; init; }

    public static TableColumn Text(string name) => new(name, TableValue.Text, false);

    public static TableColumn TextOrNone(string name) => new(name, TableValue.Text, true);

    public static TableColumn Whole(string name) => new(name, TableValue.Whole, false);

    public static TableColumn WholeOrNone(string name) => new(name, TableValue.Whole, true);

    public static TableColumn Number(string name) => new(name, TableValue.Number, false);

    public static TableColumn NumberOrNone(string name) => new(name, TableValue.Number, true);

    public static TableColumn Seconds(string name) => new(name, TableValue.Seconds, false);

    public static TableColumn SecondsOrNone(string name) => new(name, TableValue.Seconds, true);

    public static TableColumn Flag(string name) => new(name, TableValue.Flag, false);

    public static TableColumn FlagOrNone(string name) => new(name, TableValue.Flag, true);
}

/// <summary>What the fields of a column hold.</summary>
internal enum TableValue
{
    Text,
    Whole,

    /// <summary>A floating-point number; NaN stands for none.</summary>
    Number,

    /// <summary>A point or a length in seconds.</summary>
    Seconds,

    /// <summary>True or false.</summary>
    Flag,
}
