using System.Collections.Immutable;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// Which labels of Prometheus' series name jobs, nodes and devices. Of each list the first label that a series has and
/// that is not empty counts.
/// </summary>
public sealed record PrometheusLabels
{
    /// <summary>Labels with the identifier of a batch job, which come before pods.</summary>
    /// <value>Default <c>jobid, job_id, slurm_job_id, slurm_jobid, hpc_job</c>.</value>
    public ImmutableArray<string> Job { get; init; } = ["jobid", "job_id", "slurm_job_id", "slurm_jobid", "hpc_job"];

    /// <summary>
    /// Labels with the name of a pod. Prometheus puts <c>exported_</c> before a label of an exporter when its own
    /// discovery sets the same label, so that then names the pod that was measured, and <c>pod</c> the exporter.
    /// </summary>
    /// <value>Default <c>exported_pod, pod, pod_name</c>.</value>
    public ImmutableArray<string> Pod { get; init; } = ["exported_pod", "pod", "pod_name"];

    /// <summary>Labels with the namespace of a pod; the job is called <c>NAMESPACE/POD</c>.</summary>
    /// <value>Default <c>exported_namespace, namespace, pod_namespace</c>.</value>
    public ImmutableArray<string> Namespace { get; init; } = ["exported_namespace", "namespace", "pod_namespace"];

    /// <summary>Labels with the name of a node; a port after it is cut off.</summary>
    /// <value>Default <c>Hostname, node, kubernetes_node, exported_instance, instance</c>.</value>
    public ImmutableArray<string> Node { get; init; } =
        ["Hostname", "node", "kubernetes_node", "exported_instance", "instance"];

    /// <summary>Labels with the number of a GPU on its node.</summary>
    /// <value>Default <c>gpu, minor_number, ordinal</c>.</value>
    public ImmutableArray<string> Gpu { get; init; } = ["gpu", "minor_number", "ordinal"];

    /// <summary>Beginnings of the names of pods that measure others: what only they name belongs to no job.</summary>
    /// <value>Default <c>dcgm-exporter, nvidia-dcgm-exporter, node-exporter, prometheus-node-exporter</c>.</value>
    public ImmutableArray<string> Exporters { get; init; } =
        ["dcgm-exporter", "nvidia-dcgm-exporter", "node-exporter", "prometheus-node-exporter"];
}
