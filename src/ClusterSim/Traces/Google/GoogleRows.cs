using System.Text;
using System.Text.Json;
using ClusterSim.Tables;

namespace ClusterSim.Traces.Google;

/// <summary>Rows of an export of Google's tables, as CSV with dotted names or as JSON lines.</summary>
internal static class GoogleRows
{
    /// <summary>Reads all rows of a file, whichever form it has.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="isJson">Whether they are JSON lines.</param>
    /// <param name="take">What to do with each event and its line.</param>
    public static void ReadAll(Stream content, string path, bool isJson, Action<GoogleEvent, int> take)
    {
        if (isJson)
        {
            ReadJson(content, path, take);
        }
        else
        {
            ReadCsv(content, path, take);
        }
    }

    private static void ReadCsv(Stream content, string path, Action<GoogleEvent, int> take)
    {
        using CsvTableReader table = new(content, path);
        table.RequireExactly(GoogleFields.Required, GoogleFields.Optional);
        TextPool texts = new();
        int columns = GoogleFields.Required.Count + GoogleFields.Optional.Count;
        while (table.Read())
        {
            GoogleEvent row = new();
            for (int column = 0; column < columns; column++)
            {
                if (!table.Has(column))
                {
                    continue;
                }

                GoogleField field = (GoogleField)Math.Min(column, (int)GoogleField.Unused);
                ReadOnlySpan<byte> text = table.Bytes(column);
                bool missing = text.IsEmpty && column < GoogleFields.Required.Count;
                if ((missing ? "a value" : GoogleValue.Set(ref row, field, text, texts)) is { } expected)
                {
                    throw table.Fault(column, expected);
                }
            }

            take(row, table.Line);
        }
    }

    private static void ReadJson(Stream content, string path, Action<GoogleEvent, int> take)
    {
        JsonTokens json = new(content, path);
        TextPool texts = new();
        while (json.Read())
        {
            int line = json.Line;
            if (json.Type != JsonTokenType.StartObject)
            {
                throw json.Fault("", "one object for each event");
            }

            GoogleEvent row = new();
            int required = ReadObject(json, "", ref row, texts);
            if (required != (1 << GoogleFields.Required.Count) - 1)
            {
                string name = GoogleFields.Required.Where((_, i) => (required & (1 << i)) == 0).First();
                throw new TableFormatException(path, line, "", $"no \"{name}\"", "that field");
            }

            take(row, line);
        }
    }

    /// <summary>Reads the fields of an object; gives which of the required ones it had, a bit for each.</summary>
    private static int ReadObject(JsonTokens json, string prefix, ref GoogleEvent row, TextPool texts)
    {
        int seen = 0;
        json.Next();
        while (json.Type == JsonTokenType.PropertyName)
        {
            string name = NameOf(json, prefix, texts);
            json.Next();
            if (name == "resource_request" && json.Type == JsonTokenType.StartObject)
            {
                ReadObject(json, name + ".", ref row, texts);
            }
            else
            {
                seen |= ReadValue(json, name, ref row, texts);
            }

            json.Next();
        }

        return seen;
    }

    /// <summary>The dotted name of the current field, without a new string for each.</summary>
    private static string NameOf(JsonTokens json, string prefix, TextPool texts) =>
        prefix.Length == 0 ? texts.Get(json.Value)
        : json.Is("cpus"u8) ? "resource_request.cpus"
        : json.Is("memory"u8) ? "resource_request.memory"
        : prefix + json.Text(prefix);

    private static int ReadValue(JsonTokens json, string name, ref GoogleEvent row, TextPool texts)
    {
        if (name != "resource_request" && GoogleFields.Of(name) is null)
        {
            throw json.Fault(name, "a field of collection_events or instance_events");
        }

        GoogleField field = GoogleFields.Of(name) ?? GoogleField.Unused;
        if (field == GoogleField.StartAfterCollectionIds && json.Type == JsonTokenType.StartArray)
        {
            json.Next();
            row.HasDependencies |= json.Type != JsonTokenType.EndArray;
            SkipArray(json);
            return 0;
        }

        if (field == GoogleField.Unused || json.Type == JsonTokenType.Null)
        {
            json.Skip();
            return 0;
        }

        bool scalar = json.Type is JsonTokenType.String or JsonTokenType.Number;
        ReadOnlySpan<byte> text = json.IsEscaped ? Encoding.UTF8.GetBytes(json.Text(name)) : json.Value;
        string? expected = scalar ? GoogleValue.Set(ref row, field, text, texts) : "a text or a number";
        return expected is null
            ? field <= GoogleField.CollectionId && !json.Value.IsEmpty ? 1 << (int)field : 0
            : throw json.Fault(name, expected);
    }

    private static void SkipArray(JsonTokens json)
    {
        while (json.Type != JsonTokenType.EndArray)
        {
            json.Skip();
            json.Next();
        }
    }
}
