using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>CPU and memory of the containers of pods and jobs, added up, as shares of what they asked for.</summary>
internal sealed class PrometheusPods(TelemetryDirectory directory, TraceBuilder rows)
{
    private const string Requests = "kube_pod_container_resource_requests";
    private const double GbPerByte = 1e-9, BytesPerMib = 1 << 20, Percent = 100;
    private readonly Dictionary<int, Asked> _asked = [];
    private readonly SortedDictionary<(SimTime Time, int Subject), (double Value, int Node, int Line)> _cores = [];
    private readonly SortedDictionary<(SimTime Time, int Subject), (double Value, int Node, int Line)> _bytes = [];

    /// <summary>Adds what a container asks for, as kube-state-metrics says.</summary>
    public void AddRequest(PrometheusSeries series)
    {
        string job = series.Job(directory.Labels);
        if (job.Length == 0 || series.Values.Count == 0)
        {
            return;
        }

        int subject = directory.Subject(job);
        double value = series.Values.Max(one => one.Value);
        Asked asked = _asked.GetValueOrDefault(subject);
        _asked[subject] = series.Label("resource") switch
        {
            "cpu" => asked with { Cores = asked.Cores + value },
            "memory" => asked with { Bytes = asked.Bytes + value },
            "nvidia_com_gpu" or "amd_com_gpu" => asked with { Gpus = asked.Gpus + value },
            _ => asked,
        };
    }

    /// <summary>Tells the directory what the pods ask for.</summary>
    public void Know()
    {
        const double most = 1e6, mostBytes = 1e15;
        foreach ((int subject, Asked asked) in _asked)
        {
            if (asked.Gpus <= most && asked.Cores <= most && asked.Bytes <= mostBytes)
            {
                directory.Know(subject, new KnownJob
                {
                    Request = new JobRequest
                    {
                        PerInstance = new ResourceVector(
                            CpuMilli: (int)Math.Round(Math.Max(0, asked.Cores) * 1000),
                            Gpus: (int)Math.Round(Math.Max(0, asked.Gpus)),
                            MemoryMiB: (long)(Math.Max(0, asked.Bytes) / BytesPerMib)),
                    },
                });
            }
        }
    }

    /// <summary>Adds the CPU seconds of a container.</summary>
    public void AddCpu(PrometheusSeries series)
    {
        if (IsContainer(series))
        {
            Add(series, _cores, PrometheusSamples.Rates(series));
        }
    }

    /// <summary>Adds the memory of a container.</summary>
    public void AddMemory(PrometheusSeries series)
    {
        if (IsContainer(series))
        {
            Add(series, _bytes, series.Values);
        }
    }

    /// <summary>The sums.</summary>
    public IEnumerable<TelemetrySample> Samples()
    {
        Dictionary<int, double> most = [];
        foreach (((_, int subject), (double cores, _, _)) in _cores)
        {
            most[subject] = Math.Max(most.GetValueOrDefault(subject), cores);
        }

        foreach (((SimTime time, int subject), (double cores, int node, int line)) in _cores)
        {
            double asked = _asked.GetValueOrDefault(subject).Cores;
            double whole = asked > 0 ? asked : Math.Max(1, Math.Ceiling(most[subject]));
            yield return new TelemetrySample(
                time, subject, node, -1, Metric.CpuUtilization, cores / whole * Percent, line);
        }

        foreach (((SimTime time, int subject), (double bytes, int node, int line)) in _bytes)
        {
            yield return new TelemetrySample(time, subject, node, -1, Metric.Memory, bytes * GbPerByte, line);
            if (_asked.GetValueOrDefault(subject).Bytes is var asked and > 0)
            {
                yield return new TelemetrySample(
                    time, subject, node, -1, Metric.MemoryUtilization, bytes / asked * Percent, line);
            }
        }

        int unknown = most.Keys.Count(subject => _asked.GetValueOrDefault(subject).Cores <= 0);
        if (unknown > 0)
        {
            rows.NoticedOnTheWhole(string.Create(
                CultureInfo.InvariantCulture,
                $"{unknown} pods or jobs without {Requests}: the most cores busy at once are taken as asked for"));
        }
    }

    // cAdvisor also gives the sum of a pod, without a container, and the container that holds its network.
    private bool IsContainer(PrometheusSeries series)
    {
        bool isPart = series.Label("container") is not ("" or "POD")
            || !series.Name.StartsWith("container_", StringComparison.Ordinal);
        if (!isPart || series.Job(directory.Labels).Length == 0)
        {
            foreach ((_, _, int line) in series.Values)
            {
                rows.LeftOut("sum over the containers of a pod, or of no pod", line);
            }

            return false;
        }

        return true;
    }

    private void Add(
        PrometheusSeries series,
        SortedDictionary<(SimTime Time, int Subject), (double Value, int Node, int Line)> sums,
        IEnumerable<(SimTime Time, double Value, int Line)> values)
    {
        int subject = directory.Subject(series.Job(directory.Labels));
        string name = series.Node(directory.Labels);
        int node = name.Length > 0 ? directory.Node(name) : -1;
        foreach ((SimTime time, double value, int line) in values)
        {
            sums[(time, subject)] = (sums.GetValueOrDefault((time, subject)).Value + value, node, line);
        }
    }

    private readonly record struct Asked(double Cores, double Bytes, double Gpus);
}
