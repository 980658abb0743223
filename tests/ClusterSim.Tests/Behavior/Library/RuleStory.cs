using System.Globalization;
using System.Text.RegularExpressions;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>
/// A stream of events in a form that can be worked through by hand: <c>0:00 submitted gpus=8; 0:05 started; 1:05 gpu
/// 0</c>, times in hours and minutes. <c>a: </c> after the time names a job (else there is one, of user u and
/// application a, with 2 GPUs for at most 10 hours); <c>0:05-0:55/5m</c> repeats; <c>10 times every 2h:</c> makes ten
/// jobs of what follows; <c>clock</c> lets time pass; the cluster has 4 nodes of 4 GPUs unless <c>platform</c> says
/// otherwise.
/// </summary>
internal sealed partial class RuleStory
{
    private static readonly string[] s_ofNone = ["clock", "node ", "link down", "link up"];

    private readonly Dictionary<string, StoryJob> _jobs = new(StringComparer.Ordinal);
    private readonly List<StoryStep> _steps = [];
    private string _platform = "4x4";

    public RuleStory(string text)
    {
        (int count, TimeSpan every) = (0, TimeSpan.Zero);
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            string statement = part;
            if (Repeat().Match(part) is { Success: true } repeat)
            {
                count = int.Parse(repeat.Groups[1].Value, CultureInfo.InvariantCulture);
                every = Duration(repeat.Groups[2].Value);
                statement = part[repeat.Length..];
            }

            Read(statement, count, every);
        }
    }

    /// <summary>The times at which rules hit in the story, in the form of the cases.</summary>
    public string Hits(RuleSet rules) =>
        string.Join(", ", Watch(rules).Detections.Select(detection => Text(detection.Time)));

    /// <summary>Shows the story to a monitor.</summary>
    public RuleMonitor Watch(RuleSet rules)
    {
        Workload workload = new(_jobs.Values.Select(job => job.ToJob()));
        Dictionary<string, int> numbers = workload.Jobs.Index().ToDictionary(job => job.Item.Id, job => job.Index);
        RuleMonitor monitor = new([rules], workload, Platform.Load("gpus:" + _platform));
        foreach (StoryStep step in _steps.OrderBy(step => step.Time))
        {
            if (step.Kind is { } kind)
            {
                monitor.Observe(step.ToEvent(kind, step.Job is null ? -1 : numbers[step.Job]));
            }
            else
            {
                monitor.AdvanceTo(step.Time);
            }
        }

        monitor.AdvanceTo(_steps.Max(step => step.Time));
        return monitor;
    }

    private void Read(string statement, int count, TimeSpan every)
    {
        if (statement.StartsWith("platform ", StringComparison.Ordinal))
        {
            _platform = statement["platform ".Length..];
            return;
        }

        Match parts = Statement().Match(statement);
        if (!parts.Success)
        {
            throw new FormatException($"'{statement}' is no statement");
        }

        string what = parts.Groups["what"].Value;
        bool ofJob = !s_ofNone.Any(start => what.StartsWith(start, StringComparison.Ordinal));
        foreach (TimeSpan time in Times(parts))
        {
            if (parts.Groups["job"].Success || count == 0 || !ofJob)
            {
                Add(time, ofJob ? parts.Groups["job"] is { Success: true } job ? job.Value : "j" : null, what);
                continue;
            }

            for (int i = 0; i < count; i++)
            {
                Add(time + (every * i), $"r{i}", what.Replace("{I}", i.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private void Add(TimeSpan time, string? name, string what)
    {
        SimTime at = new(time.Ticks);
        StoryJob? job = null;
        if (name is not null && !_jobs.TryGetValue(name, out job))
        {
            _jobs.Add(name, job = new StoryJob(name, at));
        }

        _steps.Add(StoryStep.Of(at, job, what));
    }

    private static IEnumerable<TimeSpan> Times(Match parts)
    {
        TimeSpan first = Moment(parts.Groups["from"].Value);
        TimeSpan last = parts.Groups["to"].Success ? Moment(parts.Groups["to"].Value) : first;
        TimeSpan step = parts.Groups["step"].Success ? Duration(parts.Groups["step"].Value) : TimeSpan.FromSeconds(1);
        for (TimeSpan time = first; time <= last; time += step)
        {
            yield return time;
        }
    }

    private static TimeSpan Moment(string text)
    {
        int[] parts = [.. text.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return new TimeSpan(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
    }

    private static string Text(SimTime time)
    {
        (long seconds, long ticks) = Math.DivRem(time.Ticks, TimeSpan.TicksPerSecond);
        string rest = ticks > 0 ? $" and {ticks} ticks" : seconds % 60 > 0 ? $":{seconds % 60:00}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}{rest}");
    }

    internal static TimeSpan Duration(string text) => GoDuration.TryParse(text, out TimeSpan duration)
        ? duration
        : throw new FormatException($"'{text}' is no duration");

    [GeneratedRegex(@"^(\d+) times every (\w+): ")]
    private static partial Regex Repeat();

    [GeneratedRegex(@"^(?<from>[\d:]+)(-(?<to>[\d:]+)/(?<step>\w+))? ((?<job>\w+): )?(?<what>.+)$")]
    private static partial Regex Statement();
}
