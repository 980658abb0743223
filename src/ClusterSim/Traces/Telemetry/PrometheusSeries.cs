using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>One series of an answer of Prometheus.</summary>
internal sealed class PrometheusSeries(Dictionary<string, string> labels, int line)
{
    private const string NameLabel = "__name__";

    /// <summary>Name of the metric; empty when an expression made the series.</summary>
    public string Name => Label(NameLabel);

    /// <summary>Line on which it begins.</summary>
    public int Line => line;

    /// <summary>Its values, by ascending time.</summary>
    public List<(SimTime Time, double Value, int Line)> Values { get; } = [];

    /// <summary>Value of a label; empty when it has none of the name.</summary>
    public string Label(string name) => labels.GetValueOrDefault(name, "");

    /// <summary>Name of the job or pod; empty when the series is about a node.</summary>
    public string Job(PrometheusLabels names)
    {
        string job = First(names.Job), pod = First(names.Pod), space = First(names.Namespace);
        return job.Length > 0 ? job
            : pod.Length == 0 || names.Exporters.Any(begin => pod.StartsWith(begin, StringComparison.Ordinal)) ? ""
            : space.Length > 0 ? $"{space}/{pod}"
            : pod;
    }

    /// <summary>Name of the node; empty when the series does not say.</summary>
    public string Node(PrometheusLabels names)
    {
        string node = First(names.Node);
        int port = node.LastIndexOf(':');
        return port > 0 && port < node.Length - 1 && node.AsSpan(port + 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? node[..port]
            : node;
    }

    /// <summary>Number of the GPU on its node; -1 when the series does not say.</summary>
    public short Gpu(PrometheusLabels names) =>
        short.TryParse(First(names.Gpu), NumberStyles.None, CultureInfo.InvariantCulture, out short gpu)
            ? gpu
            : (short)-1;

    private string First(ImmutableArray<string> names) =>
        names.Select(Label).FirstOrDefault(text => text.Length > 0) ?? "";
}
