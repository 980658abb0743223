using System.Globalization;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Library;

/// <summary>A job of a story: what <c>submitted</c> says of it, and defaults for the rest.</summary>
internal sealed class StoryJob(string name, SimTime first)
{
    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal)
    {
        ["gpus"] = "2", ["instances"] = "1", ["cpus"] = "0", ["memory"] = "0", ["walltime"] = "10h", ["user"] = "u",
        ["app"] = "a", ["queue"] = "",
    };

    public string Name => name;

    public int Gpus => Number("gpus");

    public void Ask(string key, string value)
    {
        if (!_asked.ContainsKey(key))
        {
            throw new FormatException($"'{key}' is nothing that a job asks for");
        }

        _asked[key] = value;
    }

    public Job ToJob() => new()
    {
        Id = name,
        SubmitTime = first,
        Request = new JobRequest
        {
            Instances = Number("instances"),
            PerInstance = new ResourceVector(
                CpuMilli: Number("cpus") * 1000 / Number("instances"), Gpus: Gpus / Number("instances"),
                MemoryMiB: Number("memory") * 1024L / Number("instances")),
            Walltime = _asked["walltime"] == "none" ? null : RuleStory.Duration(_asked["walltime"]),
            User = _asked["user"],
            Application = _asked["app"],
            Queue = _asked["queue"],
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromHours(10) },
    };

    private int Number(string key) => int.Parse(_asked[key], CultureInfo.InvariantCulture);
}
