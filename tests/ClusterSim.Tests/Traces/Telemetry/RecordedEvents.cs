using System.Globalization;
using ClusterSim.Events;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>Keeps every event, also as short text: <c>57 MetricSampled 0 GpuUtilization 12.5</c>.</summary>
internal sealed class RecordedEvents : IEventObserver
{
    public List<SimulationEvent> All { get; } = [];

    public IEnumerable<string> Texts => All.Select(TextOf);

    public void Observe(in SimulationEvent happened) => All.Add(happened);

    private static string TextOf(SimulationEvent happened)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{happened.Time.Seconds} {happened.Kind} {happened.Job}");
        string part = happened.Gpus >= 0 ? $" gpu {happened.Gpus}" : "";
        return happened.Kind == EventKind.MetricSampled
            ? string.Create(
                CultureInfo.InvariantCulture, $"{text}{part} {(Metric)happened.Detail} {happened.Value:0.######}")
            : text;
    }
}
