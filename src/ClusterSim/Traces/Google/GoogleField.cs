namespace ClusterSim.Traces.Google;

/// <summary>Fields of the tables <c>collection_events</c> and <c>instance_events</c>.</summary>
internal enum GoogleField
{
    Time, Type, CollectionId, MissingType, CollectionType, Priority, AllocCollectionId, User, CollectionName,
    CollectionLogicalName, ParentCollectionId, StartAfterCollectionIds, Scheduler, InstanceIndex, Cpus, Memory, Unused,
}

/// <summary>Names of the fields and what their texts mean.</summary>
internal static class GoogleFields
{
    private const string RequestPrefix = "resource_request.";

    /// <summary>Columns that every export must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["time", "type", "collection_id"];

    /// <summary>Columns that it may have, in the order of <see cref="GoogleField"/> and then the unused ones.</summary>
    public static IReadOnlyList<string> Optional { get; } =
    [
        "missing_type", "collection_type", "priority", "alloc_collection_id", "user", "collection_name",
        "collection_logical_name", "parent_collection_id", "start_after_collection_ids", "scheduler", "instance_index",
        RequestPrefix + "cpus", RequestPrefix + "memory", "scheduling_class", "machine_id", "alloc_instance_index",
        "constraint", "max_per_machine", "max_per_switch", "vertical_scaling",
    ];

    private static readonly Dictionary<string, GoogleField> s_fields = Required.Concat(Optional)
        .Select((name, i) => (Name: name, Field: (GoogleField)Math.Min(i, (int)GoogleField.Unused)))
        .ToDictionary(pair => pair.Name, pair => pair.Field, StringComparer.Ordinal);

    /// <summary>The field of a column; <c>null</c> for none of these tables.</summary>
    public static GoogleField? Of(string column) =>
        s_fields.TryGetValue(column, out GoogleField field) ? field : null;
}
