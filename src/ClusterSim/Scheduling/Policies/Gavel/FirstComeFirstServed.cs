namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>In order of arrival, each job on the fastest model that has enough GPUs left; the first that finds none
/// ends it.</summary>
internal sealed class FirstComeFirstServed : IShareObjective
{
    public void Allocate(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus)
    {
        int[] left = [.. gpus];
        foreach (ShareJob job in jobs)
        {
            Array.Clear(job.Share);
        }

        foreach (ShareJob job in jobs)
        {
            int best = -1;
            for (int model = 0; model < left.Length; model++)
            {
                bool fits = job.Speed[model] > 0 && left[model] >= job.Gpus;
                best = fits && (best < 0 || job.Speed[model] > job.Speed[best]) ? model : best;
            }

            if (best < 0)
            {
                return;
            }

            job.Share[best] = 1;
            left[best] -= job.Gpus;
        }
    }
}
