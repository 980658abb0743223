namespace ClusterSim.Traces;

/// <summary>Where a column map takes one field from.</summary>
/// <param name="Column">Column of the table; empty for a constant.</param>
/// <param name="Constant">The same value for every row; <c>null</c> when it comes from a column.</param>
/// <param name="Unit">Unit of the values, see <see cref="CsvMapUnits"/>.</param>
/// <param name="DateFormat">Pattern of calendar times, as .NET writes them; empty for ISO 8601.</param>
/// <param name="Default">Value for rows that do not know it; <c>null</c> leaves the field unknown.</param>
/// <param name="Values">Words of the table and what each stands for; empty when they need no translation.</param>
internal sealed record CsvMapEntry(
    string Column,
    string? Constant,
    string Unit,
    string DateFormat,
    string? Default,
    IReadOnlyDictionary<string, string> Values);
