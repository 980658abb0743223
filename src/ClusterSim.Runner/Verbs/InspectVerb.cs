using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Traces.Auditing;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Runner.Verbs;

/// <summary>Says what is in a trace, and what is wrong with it.</summary>
internal static class InspectVerb
{
    private static readonly Argument<string> TraceFile = new("trace")
    {
        Description = "Trace file, its extension may be left out; or telemetry.", HelpName = "TRACE",
    };

    private static readonly Option<string> Format = TraceOptions.Format();

    private static readonly Option<string> PlatformFile = new("--platform")
    {
        Description = "Platform file or shorthand to audit against; default: the machine that the trace names.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Filter = TraceOptions.Filter();

    private static readonly Option<bool> Markdown = new("--markdown")
    {
        Description = "Markdown in place of plain text.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object in place of text." };

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "inspect",
            "Say what is in a trace and audit it: counts, quantiles, offered load, impossible rows, known issues.",
            "clustersim inspect traces/synthetic-small --platform platforms/small-gpu.yaml",
            "clustersim inspect log.swf.gz --json",
            "clustersim inspect pod_gpu_duty_cycle_anon.tar.gz")
        {
            TraceFile, Format, PlatformFile, Filter, Markdown, Json,
        };
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(Markdown) && parsed.GetValue(Json))
            {
                throw new UsageException("found --markdown and --json, expected one of them");
            }

            if (TelemetryFile.IsMeant(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format)))
            {
                terminal.Out.WriteLine(TelemetryText(parsed));
                return ExitCode.Good;
            }

            Trace trace = Trace.Open(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format));
            Platform? platform = TraceOptions.PlatformOf(parsed.GetValue(PlatformFile), trace);
            foreach (string notice in platform?.Notices ?? [])
            {
                terminal.Notice($"platform {platform!.Name}: {notice}");
            }

            if (parsed.GetValue(Filter) is { Length: > 0 } filters)
            {
                trace = trace.With(TraceOptions.Filtered(trace.ToWorkload(), filters, platform));
            }

            terminal.Out.WriteLine(Text(parsed, TraceInspection.Of(trace), TraceAudit.Of(trace, platform)));
            return ExitCode.Good;
        });
        return verb;
    }

    private static string TelemetryText(ParseResult parsed)
    {
        if (parsed.GetValue(PlatformFile) is not null || parsed.GetValue(Filter) is { Length: > 0 })
        {
            throw new UsageException("found telemetry with --platform or --filter, expected neither of them");
        }

        TelemetryInspection inspection = TelemetryInspection.Of(
            TelemetryTrace.Open(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format)));
        return parsed.GetValue(Json) ? JsonSerializer.Serialize(new { Telemetry = inspection }, Layout)
            : parsed.GetValue(Markdown) ? inspection.ToMarkdown()
            : inspection.ToText();
    }

    private static string Text(ParseResult parsed, TraceInspection inspection, TraceAudit audit) =>
        parsed.GetValue(Json) ? JsonSerializer.Serialize(new { inspection, audit }, Layout)
        : parsed.GetValue(Markdown) ? inspection.ToMarkdown() + "\n" + audit.ToMarkdown()
        : inspection.ToText() + "\n" + audit.ToText();
}
