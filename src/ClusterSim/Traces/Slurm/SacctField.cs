namespace ClusterSim.Traces.Slurm;

/// <summary>The fields of <c>sacct</c> that are used.</summary>
internal enum SacctField
{
    JobId, JobIdRaw, JobName, User, Partition, Priority, State, Submit, Start, End, Elapsed, ElapsedRaw, Timelimit,
    TimelimitRaw, AllocTres, ReqTres, AllocCpus, Ncpus, ReqCpus, AllocNodes, Nnodes, ReqNodes, ReqMem,
}
