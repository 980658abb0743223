namespace ClusterSim.Workloads;

/// <summary>How fast jobs run that compute on the same GPU at the same time.</summary>
public interface IInterference
{
    /// <summary>Name with its parameters, for the provenance of a result.</summary>
    string Name { get; }

    /// <summary>Speed of a job on a GPU relative to running there alone.</summary>
    /// <param name="job">The job; <c>null</c> when nothing is known of it.</param>
    /// <param name="partners">The other jobs on the GPU; at least one.</param>
    /// <returns>Greater than 0.</returns>
    double Speed(JobSignature? job, IReadOnlyList<JobSignature?> partners);
}
