using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Traces.Telemetry;
using ClusterSim.Workloads;

namespace ClusterSim.Runner.Verbs;

/// <summary>Writes a trace or a platform in another format.</summary>
internal static class ConvertVerb
{
    private static readonly Argument<string> TraceFile = new("trace")
    {
        Description = "Trace file (or platform, with --to yaml), its extension may be left out; or telemetry.",
        HelpName = "TRACE",
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "csv or parquet (our normal form), or swf; yaml for a platform; of telemetry jsonl or parquet.",
        Required = true,
        HelpName = "csv|parquet|swf|yaml|jsonl",
    };

    private static readonly Option<string> Format = TraceOptions.Format();

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "File to write, compressed when it ends in .gz; default: the trace's name in the current folder.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Filter = TraceOptions.Filter();

    private static readonly Option<string> PlatformFile = new("--platform")
    {
        Description = "Platform file or shorthand, for filters that need one (target-load).", HelpName = "FILE",
    };

    private static readonly Option<bool> Force = TraceOptions.Force();

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "convert",
            "Write a trace in the normal form (CSV or Parquet) or in SWF.",
            "clustersim convert log.swf.gz --to csv --out log.csv.gz",
            "clustersim convert pod_gpu_duty_cycle_anon.tar.gz --to events.parquet")
        {
            TraceFile, To, Format, Filter, PlatformFile, Out, Force,
        };
        verb.SetAction(parsed =>
        {
            string to = parsed.GetRequiredValue(To);
            if (to == "yaml")
            {
                SavePlatform(
                    parsed.GetRequiredValue(TraceFile), parsed.GetValue(Out), parsed.GetValue(Force), terminal);
                return ExitCode.Good;
            }

            if (TelemetryFile.IsMeant(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format)))
            {
                TelemetryFile.SaveEvents(
                    TelemetryTrace.Open(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format)), to,
                    parsed.GetValue(Out), parsed.GetValue(Force), terminal);
                return ExitCode.Good;
            }

            if (to is not ("csv" or "parquet" or "swf"))
            {
                throw new UsageException($"found --to {to}, expected csv, parquet or swf, or yaml for a platform");
            }

            Trace trace = Trace.Open(parsed.GetRequiredValue(TraceFile), parsed.GetValue(Format));
            Platform? platform = TraceOptions.PlatformOf(parsed.GetValue(PlatformFile), trace);
            Workload workload = TraceOptions.Filtered(trace.ToWorkload(), parsed.GetValue(Filter), platform);
            string target = parsed.GetValue(Out) ?? $"{trace.ToWorkload().Source.Name}.{to}";
            CheckEnding(target, to);
            WholeFile.Write(target, parsed.GetValue(Force), path => Convert(workload, trace.Machine, to, path));
            if (to == "swf" && trace.Format.Name != "swf")
            {
                terminal.Notice(
                    "SWF knows processors only: GPUs, else cores, became processors, times became whole seconds, and "
                    + "roles, models, disk and utilization are left out. The normal form (--to csv or parquet) keeps "
                    + "everything.");
            }

            foreach (string loss in to == "swf" ? [] : NormalForm.Losses(workload))
            {
                terminal.Notice(loss);
            }

            terminal.Out.WriteLine($"{target}: {workload.Jobs.Length} jobs");
            return ExitCode.Good;
        });
        return verb;
    }

    private static void SavePlatform(string source, string? target, bool force, Terminal terminal)
    {
        Platform platform = Platform.Load(source);
        string file = target ?? platform.Name.Replace(':', '-') + ".yaml";
        ImmutableArray<string> losses = [];
        WholeFile.Write(file, force, path => losses = platform.Save(path));
        foreach (string notice in platform.Notices.Concat(losses))
        {
            terminal.Notice(notice);
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {platform.Nodes.Length} nodes"));
    }

    // Whoever reads the file later tells the form by its content, but a person does by its name.
    private static void CheckEnding(string target, string to)
    {
        bool named = target.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        if (named != (to == "parquet"))
        {
            throw new UsageException(named
                ? $"found --to {to} and --out {target}, expected a name that does not end in .parquet"
                : $"found --to parquet and --out {target}, expected a name that ends in .parquet");
        }
    }

    private static void Convert(Workload workload, MachineHint? machine, string to, string path)
    {
        if (to is "csv" or "parquet")
        {
            NormalForm.Write(workload, path);
        }
        else
        {
            SwfForm.Write(workload, path, machine);
        }
    }
}
