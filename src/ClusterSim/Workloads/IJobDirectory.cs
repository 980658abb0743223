namespace ClusterSim.Workloads;

/// <summary>
/// What is known of the jobs that events name by a number: of a <see cref="Workload"/>, where the number is the job's
/// index, or of a stream of events without an end, where the number of an ended job is given to another one.
/// </summary>
public interface IJobDirectory
{
    /// <summary>Identifier of a job.</summary>
    /// <param name="job">A number that an event of the same source has just named.</param>
    string IdOf(int job);

    /// <summary>What a job asked for.</summary>
    /// <param name="job">A number that an event of the same source has just named.</param>
    JobRequest RequestOf(int job);
}
