using System.Text.Json.Serialization;

namespace ClusterSim.Traces;

/// <summary>What the reader did with rows that are out of the ordinary.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TraceNoteKind>))]
public enum TraceNoteKind
{
    /// <summary>Kept as they are; worth knowing before drawing conclusions.</summary>
    Noticed,

    /// <summary>Kept with a value replaced.</summary>
    Repaired,

    /// <summary>Not made into jobs.</summary>
    LeftOut,
}
