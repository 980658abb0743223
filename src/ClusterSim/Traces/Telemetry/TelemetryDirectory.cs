namespace ClusterSim.Traces.Telemetry;

/// <summary>Names of the jobs, pods and nodes of a source by number, and what is known of them.</summary>
internal sealed class TelemetryDirectory(PrometheusLabels labels)
{
    private readonly Dictionary<string, int> _subjectOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _nodeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<int, KnownJob> _known = [];

    /// <summary>Which labels of Prometheus name jobs, nodes and devices.</summary>
    public PrometheusLabels Labels => labels;

    /// <summary>Names of the subjects, by number.</summary>
    public List<string> Subjects { get; } = [];

    /// <summary>Names of the nodes, by number.</summary>
    public List<string> Nodes { get; } = [];

    /// <summary>The number of a job or pod.</summary>
    public int Subject(string name) => NumberOf(name, _subjectOf, Subjects);

    /// <summary>The number of a node.</summary>
    public int Node(string name) => NumberOf(name, _nodeOf, Nodes);

    /// <summary>Keeps what a source says about a job beside its samples; the first that is said counts.</summary>
    public void Know(int subject, KnownJob known) => _known.TryAdd(subject, known);

    /// <summary>What is known about a job beside its samples; <c>null</c> when nothing is.</summary>
    public KnownJob? KnownOf(int subject) => _known.GetValueOrDefault(subject);

    private static int NumberOf(string name, Dictionary<string, int> numbers, List<string> names)
    {
        if (!numbers.TryGetValue(name, out int number))
        {
            number = names.Count;
            numbers.Add(name, number);
            names.Add(name);
        }

        return number;
    }
}
