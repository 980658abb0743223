using System.Globalization;
using System.Text.Json;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// Answers of Prometheus' HTTP interface to a query or range query: <c>resultType</c> matrix or vector. All series of
/// the answer are held in memory, since they stand one after the other.
/// </summary>
internal sealed class PrometheusReader : ITelemetryReader
{
    private const string DataPlace = "field 'data'", SeriesPlace = "field 'result'", ValuePlace = "field 'values'";

    public TraceFormat Format { get; } = new(
        "prometheus",
        "Prometheus, answer of /api/v1/query_range or /api/v1/query: DCGM, cAdvisor, node-exporter, jobstats",
        "a JSON object with status and, in data, resultType");

    public FormatMatch Match(TraceHead head, string name) =>
        !head.StartsWith('{') ? FormatMatch.None
        : head.Contains("\"resultType\"") || (head.Contains("\"status\"") && head.Contains("\"errorType\""))
            ? FormatMatch.Exact
            : FormatMatch.None;

    public IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows)
    {
        foreach (TelemetrySample sample in PrometheusSamples.Of(ReadAll(content, rows), directory, rows))
        {
            yield return sample;
        }
    }

    private static List<PrometheusSeries> ReadAll(Stream content, TraceBuilder rows)
    {
        List<PrometheusSeries> all = [];
        JsonTokens json = new(content, rows.Path);
        json.Next();
        Expect(json, JsonTokenType.StartObject, "", "an answer of Prometheus: an object with status and data");
        foreach (string field in Fields(json, ""))
        {
            if (field == "data")
            {
                ReadData(json, all, rows);
            }
            else if (field == "error")
            {
                throw json.Fault("field 'error'", "an answer with data");
            }
            else
            {
                json.Skip();
            }
        }

        return all;
    }

    private static void ReadData(JsonTokens json, List<PrometheusSeries> all, TraceBuilder rows)
    {
        Expect(json, JsonTokenType.StartObject, DataPlace, "an object");
        foreach (string field in Fields(json, DataPlace))
        {
            if (field == "resultType" && !json.Is("matrix"u8) && !json.Is("vector"u8))
            {
                throw json.Fault("field 'resultType'", "matrix or vector");
            }

            if (field != "result")
            {
                json.Skip();
                continue;
            }

            Expect(json, JsonTokenType.StartArray, SeriesPlace, "an array of series");
            for (json.Next(); json.Type != JsonTokenType.EndArray; json.Next())
            {
                all.Add(ReadSeries(json, rows));
            }
        }
    }

    private static PrometheusSeries ReadSeries(JsonTokens json, TraceBuilder rows)
    {
        Expect(json, JsonTokenType.StartObject, SeriesPlace, "a series");
        PrometheusSeries? series = null;
        int line = json.Line;
        foreach (string field in Fields(json, SeriesPlace))
        {
            switch (field)
            {
                case "metric":
                    series = new PrometheusSeries(ReadLabels(json), line);
                    break;
                case "value":
                    ReadValue(json, series ?? throw json.Fault(SeriesPlace, "metric before value"), rows);
                    break;
                case "values":
                    Expect(json, JsonTokenType.StartArray, ValuePlace, "an array of pairs");
                    for (json.Next(); json.Type != JsonTokenType.EndArray; json.Next())
                    {
                        ReadValue(json, series ?? throw json.Fault(SeriesPlace, "metric before values"), rows);
                    }

                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return series ?? throw json.Fault(SeriesPlace, "a series with metric");
    }

    private static Dictionary<string, string> ReadLabels(JsonTokens json)
    {
        const string place = "field 'metric'";
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        Expect(json, JsonTokenType.StartObject, place, "an object of labels");
        foreach (string label in Fields(json, place))
        {
            Expect(json, JsonTokenType.String, place, "a text");
            labels[label] = json.Text(place);
        }

        return labels;
    }

    /// <summary>A pair of Unix seconds and a number in quotes; NaN and infinity are left out.</summary>
    private static void ReadValue(JsonTokens json, PrometheusSeries series, TraceBuilder rows)
    {
        const string pair = "a pair [seconds, \"number\"]";
        Expect(json, JsonTokenType.StartArray, ValuePlace, pair);
        json.Next();
        int line = json.Line;
        if (json.Type != JsonTokenType.Number
            || !DecimalText.TryParse(json.Value, DecimalText.TickDecimals, out long ticks)
            || ticks is < 0 or > CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond)
        {
            throw json.Fault(ValuePlace, "a time in seconds from 0 to 1e11");
        }

        json.Next();
        Expect(json, JsonTokenType.String, ValuePlace, "a number in quotes");
        bool isNumber = double.TryParse(json.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (!isNumber && !json.Is("+Inf"u8) && !json.Is("-Inf"u8))
        {
            throw json.Fault(ValuePlace, "a number in quotes");
        }

        json.Next();
        Expect(json, JsonTokenType.EndArray, ValuePlace, pair);
        rows.RowsRead++;
        if (isNumber && double.IsFinite(value))
        {
            series.Values.Add((new SimTime(ticks), value, line));
        }
        else
        {
            rows.LeftOut("no number (NaN or infinity)", line);
        }
    }

    /// <summary>The names of an object's fields, each when its value is the current token.</summary>
    private static IEnumerable<string> Fields(JsonTokens json, string place)
    {
        for (json.Next(); json.Type != JsonTokenType.EndObject; json.Next())
        {
            string name = json.Text(place);
            json.Next();
            yield return name;
        }
    }

    private static void Expect(JsonTokens json, JsonTokenType type, string place, string expected)
    {
        if (json.Type != type)
        {
            throw json.Fault(place, expected);
        }
    }
}
