using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The queue of RLScheduler. It is sorted by score when a head is chosen, and by submit time for the backfill; both
/// sorts keep the order of equal ones. So the backfill sees jobs of one submit time in the order of their scores, and
/// behind them those that came since the head was chosen, in the order in which they came.
/// </summary>
internal sealed class RlSchedulerQueue
{
    private const int None = -1;

    private readonly SchedulingView _view;
    private readonly Ranking _ranking;
    private readonly JobSet _byRank;
    private readonly WaitingJobs _sorted;
    private readonly WaitingJobs _recent;
    private readonly List<int> _cameSince = [];

    public RlSchedulerQueue(SchedulingView view, ProcessorCount processors, IJobOrder order)
    {
        _view = view;
        _ranking = new Ranking(view, order);
        _byRank = new JobSet(view.JobCount);
        int[] bySubmission = WaitingJobs.InOrderOfSubmission(view);
        int[] bySubmissionAndScore = [.. bySubmission];
        Array.Sort(bySubmissionAndScore, CompareSubmissionAndScore);
        _sorted = new WaitingJobs(view, processors, bySubmissionAndScore);
        _recent = new WaitingJobs(view, processors, bySubmission);
    }

    public void Add(int job)
    {
        _byRank.Add(_ranking.RankOf(job));
        _recent.Add(job);
        _cameSince.Add(job);
    }

    public void Remove(int job)
    {
        _byRank.Remove(_ranking.RankOf(job));
        _sorted.Remove(job);
        _recent.Remove(job);
    }

    /// <summary>The job of least score; -1 when none waits.</summary>
    public int ChooseHead()
    {
        SortByScore();
        int rank;
        while ((rank = _byRank.Next(0)) >= 0)
        {
            int job = _ranking.JobAt(rank);
            if (_view.Pending.Contains(job))
            {
                return job;
            }

            Remove(job);
        }

        return None;
    }

    /// <summary>
    /// The first job behind another, in the order of the backfill, that needs no more processors and no more time than
    /// this; -1 when there is none.
    /// </summary>
    /// <param name="place">Where to go on; starts as <c>default</c>.</param>
    /// <param name="processorsMilli">Processors, in 1/1000.</param>
    /// <param name="lengthTicks">Time, in ticks.</param>
    public int Next(ref (int Sorted, int Recent) place, long processorsMilli, long lengthTicks)
    {
        int sorted = _sorted.Next(place.Sorted, processorsMilli, lengthTicks);
        int recent = _recent.Next(place.Recent, processorsMilli, lengthTicks);
        bool takesRecent = sorted == None
            || (recent != None && _view.Job(recent).SubmitTime < _view.Job(sorted).SubmitTime);
        if (takesRecent && recent != None)
        {
            place.Recent = _recent.PositionOf(recent) + 1;
            return recent;
        }

        place.Sorted = sorted == None ? place.Sorted : _sorted.PositionOf(sorted) + 1;
        return sorted;
    }

    private void SortByScore()
    {
        foreach (int job in _cameSince)
        {
            if (_byRank.Contains(_ranking.RankOf(job)))
            {
                _recent.Remove(job);
                _sorted.Add(job);
            }
        }

        _cameSince.Clear();
    }

    private int CompareSubmissionAndScore(int a, int b)
    {
        int bySubmission = _view.Job(a).SubmitTime.CompareTo(_view.Job(b).SubmitTime);
        return bySubmission != 0 ? bySubmission : _ranking.RankOf(a).CompareTo(_ranking.RankOf(b));
    }
}
