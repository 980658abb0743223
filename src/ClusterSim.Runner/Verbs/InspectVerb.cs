using System.CommandLine;
using ClusterSim.Traces;

namespace ClusterSim.Runner.Verbs;

/// <summary>Says what is in a trace.</summary>
internal static class InspectVerb
{
    private static readonly Argument<string> TraceFile = new("trace")
    {
        Description = "Trace file; its extension may be left out.", HelpName = "TRACE",
    };

    private static readonly Option<string> Format = TraceOptions.Format();

    private static readonly Option<bool> Markdown = new("--markdown")
    {
        Description = "Markdown in place of plain text.",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "inspect",
            "Say what is in a trace: counts, spans, quantiles, quirks found.",
            "clustersim inspect traces/synthetic-small",
            "clustersim inspect log.swf.gz --markdown")
        {
            TraceFile, Format, Markdown,
        };
        verb.SetAction(parsed =>
        {
            Trace trace = Trace.Open(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format));
            TraceInspection inspection = TraceInspection.Of(trace);
            terminal.Out.WriteLine(parsed.GetValue(Markdown) ? inspection.ToMarkdown() : inspection.ToText());
            return ExitCode.Good;
        });
        return verb;
    }
}
