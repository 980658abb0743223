using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>One event of a story, or, without a kind, the passing of time.</summary>
internal sealed record StoryStep(SimTime Time, EventKind? Kind, string? Job)
{
    private static readonly Dictionary<string, EventKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["submitted"] = EventKind.JobSubmitted, ["started"] = EventKind.JobStarted,
        ["completed"] = EventKind.JobCompleted, ["failed"] = EventKind.JobFailed,
        ["cancelled"] = EventKind.JobCancelled, ["timed-out"] = EventKind.JobTimedOut,
        ["preempted"] = EventKind.JobPreempted, ["evicted"] = EventKind.JobEvicted,
        ["migrated"] = EventKind.JobMigrated, ["resized"] = EventKind.JobResized,
        ["checkpointed"] = EventKind.JobCheckpointed, ["node down"] = EventKind.NodeDown,
        ["node up"] = EventKind.NodeUp, ["link down"] = EventKind.LinkDown, ["link up"] = EventKind.LinkUp,
    };

    private static readonly Dictionary<string, PhaseKind> s_phases = new(StringComparer.Ordinal)
    {
        [""] = PhaseKind.Compute, ["compiling"] = PhaseKind.Compilation, ["loading"] = PhaseKind.DataLoading,
        ["checkpointing"] = PhaseKind.Checkpointing, ["evaluating"] = PhaseKind.Evaluation,
    };

    private int Node { get; init; } = -1;

    private int Gpus { get; init; }

    private double Value { get; init; }

    private int Detail { get; init; }

    public SimulationEvent ToEvent(EventKind kind, int job) => new(Time, kind, job, Node, Gpus, Value, Detail);

    public static StoryStep Of(SimTime time, StoryJob? job, string what)
    {
        string[] words = what.Split(' ');
        string[] plain = [.. words.Where(word => !word.Contains('='))];
        Dictionary<string, string> named = words.Where(word => word.Contains('=')).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        string text = string.Join(' ', plain);
        StoryStep step = new(time, null, job?.Name) { Node = Number(named, "node", text == "started" ? 0 : -1) };
        return text switch
        {
            "clock" => step,
            "submitted" => Submit(step, job!, named),
            _ when s_kinds.TryGetValue(text, out EventKind kind) => step with
            {
                Kind = kind, Gpus = Number(named, "gpus", job?.Gpus ?? 0), Value = Number(named, "restarts", 0),
            },
            _ when plain[0] == "user" => step with
            {
                Kind = EventKind.UserActed,
                Detail = UserActionNames.TryParse(text.AsSpan(5), out UserAction action)
                    ? (int)action
                    : throw new FormatException($"'{text}' is nothing that a user does"),
            },
            _ when plain[0] == "gpu" && double.TryParse(plain[1], CultureInfo.InvariantCulture, out double percent) =>
                step with
                {
                    Kind = EventKind.UtilizationChanged, Gpus = job!.Gpus, Value = percent * 10,
                    Detail = (int)s_phases[plain.Length > 2 ? plain[2] : ""],
                },
            _ => Sample(step, plain, Number(named, "device", -1)),
        };
    }

    private static StoryStep Submit(StoryStep step, StoryJob job, Dictionary<string, string> named)
    {
        foreach ((string key, string value) in named)
        {
            job.Ask(key, value);
        }

        return step with { Kind = EventKind.JobSubmitted };
    }

    private static StoryStep Sample(StoryStep step, string[] words, int device)
    {
        string name = string.Join(' ', words[..^1]);
        return MetricNames.TryParse(name, out Metric metric)
            && double.TryParse(words[^1], CultureInfo.InvariantCulture, out double value)
            ? step with { Kind = EventKind.MetricSampled, Gpus = device, Value = value, Detail = (int)metric }
            : throw new FormatException($"'{string.Join(' ', words)}' is nothing that happens");
    }

    private static int Number(Dictionary<string, string> named, string key, int otherwise) =>
        named.TryGetValue(key, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
