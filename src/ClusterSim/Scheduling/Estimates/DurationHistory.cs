using System.Runtime.InteropServices;

namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// The durations of jobs that have ended, by user, name and GPUs: what an estimate of a new job may be made of. It
/// knows only what was added, so that whoever adds jobs when they end cannot leak the future.
/// </summary>
internal sealed class DurationHistory
{
    private const string Any = "\0";
    private const int AnyGpus = -1;

    private readonly Dictionary<(string User, string Name, int Gpus), DurationMean> _groups = [];
    private readonly List<string> _names = [];

    /// <summary>The names seen, in order of their first end.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of jobs that have ended.</summary>
    public int Count => All.Count;

    /// <summary>All jobs.</summary>
    public DurationMean All => Of(Any, Any, AnyGpus);

    public void Clear()
    {
        _groups.Clear();
        _names.Clear();
    }

    /// <summary>Adds a job that has ended.</summary>
    public void Add(string user, string name, int gpus, double seconds)
    {
        if (name.Length > 0 && !_groups.ContainsKey((Any, name, AnyGpus)))
        {
            _names.Add(name);
        }

        Add((Any, Any, AnyGpus), seconds);
        Add((user, Any, AnyGpus), seconds);
        Add((user, Any, gpus), seconds);
        if (name.Length > 0)
        {
            Add((Any, name, AnyGpus), seconds);
            Add((user, name, AnyGpus), seconds);
            Add((user, name, gpus), seconds);
        }
    }

    /// <summary>All jobs of a name.</summary>
    public DurationMean OfName(string name) => Of(Any, name, AnyGpus);

    /// <summary>All jobs of a user, with so many GPUs if that is said.</summary>
    public DurationMean OfUser(string user, int? gpus = null) => Of(user, Any, gpus ?? AnyGpus);

    /// <summary>All jobs of a user and a name, with so many GPUs if that is said.</summary>
    public DurationMean Of(string user, string name, int? gpus = null) => Of(user, name, gpus ?? AnyGpus);

    private DurationMean Of(string user, string name, int gpus) => _groups.GetValueOrDefault((user, name, gpus));

    private void Add((string User, string Name, int Gpus) group, double seconds)
    {
        ref DurationMean mean = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, group, out _);
        mean = mean.With(seconds);
    }
}
