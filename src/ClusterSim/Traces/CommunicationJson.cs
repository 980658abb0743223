using System.Text.Json;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>The communication profile of a job as a member of a JSON object.</summary>
internal static class CommunicationJson
{
    public const string Name = "communication";

    /// <summary>Writes the member; nothing where there is no profile.</summary>
    public static void Write(Utf8JsonWriter json, CommunicationProfile? profile)
    {
        if (profile is null)
        {
            return;
        }

        json.WriteStartObject(Name);
        json.WriteNumber("compute_seconds", profile.ComputeSeconds);
        json.WriteNumber("bytes", profile.Bytes);
        json.WriteNumber("overlap", profile.Overlap);
        json.WriteString("collective", NameOf(profile.Collective));
        json.WriteNumber("messages", profile.Messages);
        json.WriteEndObject();
    }

    /// <summary>Reads the value of the member.</summary>
    /// <exception cref="FormatException">The collective is none, or a number is missing.</exception>
    public static CommunicationProfile Read(JsonElement value)
    {
        string collective = value.GetProperty("collective").GetString() ?? "";
        foreach (Collective kind in Enum.GetValues<Collective>())
        {
            if (NameOf(kind) == collective)
            {
                return new CommunicationProfile(
                    Number(value, "compute_seconds"), Number(value, "bytes"), Number(value, "overlap"), kind,
                    Number(value, "messages"));
            }
        }

        throw new FormatException(collective);
    }

    private static double Number(JsonElement value, string name) => value.GetProperty(name).GetDouble();

    private static string NameOf(Collective kind) => kind.ToString().ToLowerInvariant();
}
