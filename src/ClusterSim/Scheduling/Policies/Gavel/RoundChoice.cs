using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Who runs in a round, by priority over all models at once, as far as GPUs go; what is left then goes to the others in
/// order of arrival, so that no GPU is idle that somebody could use.
/// </summary>
internal static class RoundChoice
{
    /// <summary>The model of each job that runs; jobs by their index.</summary>
    /// <param name="accounts">The jobs by age.</param>
    /// <param name="gpus">GPUs of each model.</param>
    /// <param name="now">Now.</param>
    /// <param name="halfRound">Half the length of a round in seconds.</param>
    /// <param name="turn">
    /// Which model comes first among equally fast ones; another one each round, so that nobody stays on one by its
    /// name.
    /// </param>
    /// <param name="fill">Whether what is left goes to the others.</param>
    public static SortedDictionary<int, int> Choose(
        IReadOnlyList<ShareAccount> accounts, IReadOnlyList<int> gpus, SimTime now, double halfRound, int turn,
        bool fill)
    {
        int[] left = [.. gpus];
        SortedDictionary<int, int> chosen = [];
        var entries =
            from account in accounts
            from model in Enumerable.Range(0, left.Length)
            let priority = account.Priority(model, now, halfRound)
            where priority > 0
            orderby priority descending, account.Job.Speed[model] descending, account.Job.Index,
                (model + turn) % left.Length
            select (account.Job, Model: model);
        foreach ((ShareJob job, int model) in entries)
        {
            Take(job, model, left, chosen);
        }

        foreach (ShareAccount account in fill ? accounts : [])
        {
            ShareJob job = account.Job;
            foreach (int model in Enumerable.Range(0, left.Length)
                .OrderByDescending(model => job.Speed[model]).ThenBy(model => (model + turn) % left.Length))
            {
                Take(job, model, left, chosen);
            }
        }

        return chosen;
    }

    private static void Take(ShareJob job, int model, int[] left, SortedDictionary<int, int> chosen)
    {
        if (job.Speed[model] > 0 && job.Gpus <= left[model] && chosen.TryAdd(job.Index, model))
        {
            left[model] -= job.Gpus;
        }
    }
}
