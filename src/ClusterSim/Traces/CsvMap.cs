namespace ClusterSim.Traces;

/// <summary>
/// Says which column of a CSV table holds which field of a job, in which unit. <c>docs/traces.md</c> has the whole
/// vocabulary and examples.
/// </summary>
/// <param name="Path">The map's file.</param>
/// <param name="Fields">Where each field of a job comes from.</param>
/// <param name="Separator">Separator of the table.</param>
/// <param name="Unknown">Texts that mean that a value is not known.</param>
/// <param name="StartsAtFirstSubmit">Whether time 0 is the first submission; otherwise the table's own zero.</param>
internal sealed record CsvMap(
    string Path,
    IReadOnlyDictionary<CsvMapField, CsvMapEntry> Fields,
    char Separator,
    IReadOnlySet<string> Unknown,
    bool StartsAtFirstSubmit);
