namespace ClusterSim.Scheduling.Policies.Optimus;

/// <summary>
/// The allocation of Optimus (Peng et al., EuroSys 2018, section 4.1): every job gets one GPU while there are any, then
/// each further GPU goes to the job whose remaining time it shortens most, until it shortens nobody's.
/// </summary>
internal static class MarginalGain
{
    /// <summary>GPUs of each job.</summary>
    /// <param name="total">GPUs to distribute.</param>
    /// <param name="most">Most GPUs that each job can use.</param>
    /// <param name="stepSeconds">Seconds of a step of a job with so many GPUs.</param>
    /// <param name="remaining">Steps that a job has left.</param>
    public static int[] Distribute(
        int total, int[] most, Func<int, int, double> stepSeconds, Func<int, double> remaining)
    {
        int[] gpus = new int[most.Length];
        double[] gain = new double[most.Length];
        int left = total;
        for (int job = 0; job < most.Length && left > 0; job++)
        {
            (gpus[job], left) = (1, left - 1);
            gain[job] = left > 0 ? Gain(job) : 0;
        }

        while (left > 0)
        {
            int best = 0;
            for (int job = 1; job < gain.Length; job++)
            {
                best = gain[job] > gain[best] ? job : best;
            }

            if (gain.Length == 0 || gain[best] <= 0)
            {
                break;
            }

            gpus[best]++;
            left--;
            gain[best] = left > 0 ? Gain(best) : 0;
        }

        return gpus;

        double Gain(int job) => gpus[job] + 1 > most[job]
            ? 0
            : (stepSeconds(job, gpus[job]) - stepSeconds(job, gpus[job] + 1)) * remaining(job);
    }
}
