using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Traces;

/// <summary>
/// The fields of jobs that few traces have, as one JSON object in the column <c>extras</c> of the normal form: steps,
/// estimates, speeds on GPU models, signatures, batch size, traffic. Empty where a job has none of them.
/// </summary>
internal static class NormalFormExtras
{
    public const string ColumnName = "extras";

    public const string Expected =
        "a JSON object of steps, estimates, gpu_speeds, true_gpu_speeds, signature, true_signature, batch_size, "
        + "deadline, tensor_skew and communication";

    private const decimal TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>The text of a job; empty when it has no such field.</summary>
    public static string Of(Job job)
    {
        if (!HasAny(job))
        {
            return "";
        }

        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            WriteRequest(json, job.Request);
            WriteSpeeds(json, "true_gpu_speeds", job.Profile.GpuSpeeds);
            WriteSignature(json, "true_signature", job.Profile.Signature);
            CommunicationJson.Write(json, job.Profile.Communication);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Whether a job has such a field.</summary>
    public static bool HasAny(Job job) => job.Request is { Steps: not null } or { Estimates.IsEmpty: false }
        or { GpuSpeeds.IsEmpty: false } or { Signature: not null } or { Training: not null }
        or { Deadline: not null } or { TensorSkew: not null }
        || job.Profile is { GpuSpeeds.IsEmpty: false } or { Signature: not null } or { Communication: not null };

    /// <summary>The job with the fields of a text; <c>null</c> when that is none of ours.</summary>
    public static Job? With(Job job, string text)
    {
        if (text.Length == 0)
        {
            return job;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateObject().Aggregate(job, With);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
                or OverflowException)
        {
            return null;
        }
    }

    private static void WriteRequest(Utf8JsonWriter json, JobRequest request)
    {
        if (request.Steps is { } steps)
        {
            json.WriteStartObject("steps");
            json.WriteNumber("count", steps.Steps);
            json.WriteNumber("per_second", steps.PerSecond);
            json.WriteEndObject();
        }

        if (!request.Estimates.IsEmpty)
        {
            json.WriteStartObject("estimates");
            foreach (RunTimeEstimate estimate in request.Estimates)
            {
                json.WriteNumber(estimate.Name, estimate.Length.Ticks / TicksPerSecond);
            }

            json.WriteEndObject();
        }

        WriteSpeeds(json, "gpu_speeds", request.GpuSpeeds);
        WriteSignature(json, "signature", request.Signature);
        if (request.Training is { } training)
        {
            json.WriteNumber("batch_size", training.BatchSize);
        }

        if (request.Deadline is { } deadline)
        {
            json.WriteNumber("deadline", deadline.Ticks / TicksPerSecond);
        }

        if (request.TensorSkew is { } skew)
        {
            json.WriteNumber("tensor_skew", skew);
        }
    }

    private static void WriteSpeeds(Utf8JsonWriter json, string name, ImmutableArray<GpuSpeed> speeds)
    {
        if (speeds.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (GpuSpeed speed in speeds)
        {
            json.WriteStartObject();
            json.WriteString("model", speed.GpuModel);
            json.WriteNumber("speed", speed.Speed);
            if (speed.SpreadSpeed is { } spread)
            {
                json.WriteNumber("spread", spread);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSignature(Utf8JsonWriter json, string name, JobSignature? signature)
    {
        if (signature is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("name", signature.Name);
        json.WriteNumber("gpu_utilization", signature.GpuUtilization);
        json.WriteNumber("memory_utilization", signature.MemoryUtilization);
        json.WriteNumber("gpu_memory_mib", signature.GpuMemoryMiB);
        json.WriteBoolean("mixed_precision", signature.MixedPrecision);
        if (signature.SharingScore is { } score)
        {
            json.WriteNumber("sharing_score", score);
        }

        json.WriteEndObject();
    }

    private static Job With(Job job, JsonProperty field)
    {
        JsonElement value = field.Value;
        return field.Name switch
        {
            "steps" => job with { Request = job.Request with { Steps = Steps(value) } },
            "estimates" => job with { Request = job.Request with { Estimates = Estimates(value) } },
            "gpu_speeds" => job with { Request = job.Request with { GpuSpeeds = Speeds(value) } },
            "signature" => job with { Request = job.Request with { Signature = Signature(value) } },
            "batch_size" => job with
            {
                Request = job.Request with { Training = new TrainingRequest { BatchSize = value.GetInt32() } },
            },
            "deadline" => job with { Request = job.Request with { Deadline = Length(value) } },
            "tensor_skew" => job with { Request = job.Request with { TensorSkew = value.GetDouble() } },
            "true_gpu_speeds" => job with { Profile = job.Profile with { GpuSpeeds = Speeds(value) } },
            CommunicationJson.Name => job with
            {
                Profile = job.Profile with { Communication = CommunicationJson.Read(value) },
            },
            "true_signature" => job with { Profile = job.Profile with { Signature = Signature(value) } },
            _ => throw new FormatException(field.Name),
        };
    }

    private static StepCount Steps(JsonElement value) =>
        new(value.GetProperty("count").GetInt64(), value.GetProperty("per_second").GetDouble());

    private static ImmutableArray<RunTimeEstimate> Estimates(JsonElement value) =>
    [
        .. value.EnumerateObject().Select(field => new RunTimeEstimate(
            field.Name, Length(field.Value))),
    ];

    private static TimeSpan Length(JsonElement seconds) =>
        TimeSpan.FromTicks((long)(seconds.GetDecimal() * TicksPerSecond));

    private static ImmutableArray<GpuSpeed> Speeds(JsonElement value) =>
    [
        .. value.EnumerateArray().Select(speed => new GpuSpeed(
            speed.GetProperty("model").GetString()!, speed.GetProperty("speed").GetDouble(),
            speed.TryGetProperty("spread", out JsonElement spread) ? spread.GetDouble() : null)),
    ];

    private static JobSignature Signature(JsonElement value) => new()
    {
        Name = value.GetProperty("name").GetString()!,
        GpuUtilization = value.GetProperty("gpu_utilization").GetDouble(),
        MemoryUtilization = value.GetProperty("memory_utilization").GetDouble(),
        GpuMemoryMiB = value.GetProperty("gpu_memory_mib").GetDouble(),
        MixedPrecision = value.GetProperty("mixed_precision").GetBoolean(),
        SharingScore = value.TryGetProperty("sharing_score", out JsonElement score) ? score.GetInt32() : null,
    };
}
