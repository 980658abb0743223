using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// Gavel (Narayanan et al., "Heterogeneity-Aware Cluster Scheduling Policies for Deep Learning Workloads", OSDI 2020):
/// an objective says which share of time each job is to have on each GPU model; rounds give jobs their shares, those
/// first that have received the smallest part of theirs.
/// </summary>
internal sealed class GavelPolicy(GavelOptions options, Func<SchedulingView, GpuPools, IShareObjective> makeObjective)
    : ISchedulingPolicy
{
    private readonly SortedDictionary<int, ShareAccount> _accounts = [];
    private SortedDictionary<int, int> _chosen = [];
    private IShareObjective? _objective;
    private GpuPools? _pools;
    private SimTime _nextRound, _lastReset;
    private bool _changed;
    private int _turn;

    public string Name => "gavel";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("aware", options.Aware ? "yes" : "no")
        .Add("policy", options.Objective)
        .Add("reset", Seconds(options.Reset))
        .Add("round", Seconds(options.Round))
        .Add("variant", "corrected");

    public void Begin(SchedulingView view)
    {
        _accounts.Clear();
        _chosen = [];
        (_nextRound, _lastReset, _changed, _turn) = (SimTime.Zero, SimTime.Zero, false, 0);
        _pools = new GpuPools(view.Platform);
        _objective = makeObjective(view, _pools);
        if (!_pools.KnowsSpeeds)
        {
            SpeedTables.Require(
                view, Name, "speeds on the platform's GPU models, of each job (traces of the format 'gavel' have them) "
                    + "or of the models (relative_speed of the platform)",
                request => request.GpuSpeeds.IsEmpty);
        }

        if (_objective.UsesWorkLeft)
        {
            SpeedTables.Require(
                view, Name, $"the work of each job for its objective '{options.Objective}', as steps or walltime "
                    + "(the filter estimates=exact fills in walltimes)",
                request => request.Steps is null && request.Walltime is null);
        }
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        TakeIn(view, plan);
        if (_accounts.Count == 0)
        {
            return;
        }

        if (view.Now >= _nextRound)
        {
            BeginRound(view, plan);
        }
        else if (_changed)
        {
            FillUp(view);
        }

        StartChosen(view, plan);
        TellOthers(view);
        plan.WakeAt(_nextRound);
    }

    private static string Seconds(TimeSpan length) => length.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s";

    private void TakeIn(SchedulingView view, Plan plan)
    {
        foreach (int job in view.Left)
        {
            if (view.Job(job).Status is not (JobStatus.Pending or JobStatus.Running) && _accounts.Remove(job))
            {
                _changed = true;
                _chosen.Remove(job);
            }
        }

        foreach (int job in view.Queued)
        {
            if (view.Job(job).Status == JobStatus.Pending && !_accounts.ContainsKey(job))
            {
                Add(view, plan, job);
            }
        }
    }

    private void Add(SchedulingView view, Plan plan, int job)
    {
        JobView added = view.Job(job);
        double[] speeds = _pools!.SpeedsOf(view, job);
        if (!speeds.Any(speed => speed > 0))
        {
            view.Decisions?.Acted(job, "it has no speed on any GPU model that has enough GPUs for it");
            plan.Reject(job);
            return;
        }

        double work = added.Request.Steps?.Seconds ?? added.Request.Walltime?.TotalSeconds ?? 0;
        double[] seen = options.Aware ? speeds : [.. speeds.Select(speed => speed > 0 ? 1.0 : 0)];
        ShareJob entry = new(job, added.Demand.TotalGpus, seen, Math.Max(added.Request.Priority, 1));
        _accounts.Add(job, new ShareAccount(entry, work, view.Now));
        _changed = true;
    }

    private void BeginRound(SchedulingView view, Plan plan)
    {
        ImmutableArray<ShareAccount> accounts = [.. _accounts.Values];
        foreach (int job in view.Running)
        {
            _accounts[job].Book(view.Job(job).ExecutedTime, _pools!.ModelOf(view, job));
        }

        if (_changed)
        {
            Allocate(view, accounts);
        }

        double halfRound = options.Round.TotalSeconds / 2;
        _chosen = RoundChoice.Choose(
            accounts, _pools!.Gpus, view.Now, halfRound, _turn, fill: options.Objective != GavelCatalog.Fifo);
        StopOthers(view, plan);
        _turn = (_turn + 1) % _pools.Models.Length;
        _nextRound = view.Now + options.Round;
    }

    /// <summary>Between two rounds GPUs that became free go to jobs that wait.</summary>
    private void FillUp(SchedulingView view)
    {
        if (options.Objective == GavelCatalog.Fifo)
        {
            return;
        }

        int[] free = [.. _pools!.Gpus];
        foreach ((int job, int model) in _chosen)
        {
            free[model] -= _accounts[job].Job.Gpus;
        }

        ImmutableArray<ShareAccount> others =
            [.. _accounts.Values.Where(account => !_chosen.ContainsKey(account.Job.Index))];
        double halfRound = options.Round.TotalSeconds / 2;
        foreach ((int job, int model) in RoundChoice.Choose(
            others, free, view.Now, halfRound, _turn, fill: true))
        {
            _chosen.Add(job, model);
        }
    }

    private void Allocate(SchedulingView view, ImmutableArray<ShareAccount> accounts)
    {
        bool reset = view.Now - _lastReset >= options.Reset;
        foreach (ShareAccount account in accounts)
        {
            JobView job = view.Job(account.Job.Index);
            account.Settle(view.Now, job.SubmitTime, options.Round.TotalSeconds, job.Request.Deadline);
            if (reset)
            {
                account.Reset(view.Now);
            }
        }

        ImmutableArray<ShareJob> jobs = [.. accounts.Select(account => account.Job)];
        _objective!.Allocate(jobs, _pools!.Gpus);
        if (!options.Aware && options.Objective != GavelCatalog.Fifo)
        {
            EqualShares.Spread(jobs, _pools.Gpus);
        }

        (_changed, _lastReset) = (false, reset ? view.Now : _lastReset);
    }

    /// <summary>Stops what does not run on in its place; it may start elsewhere in the pass after this one.</summary>
    private void StopOthers(SchedulingView view, Plan plan)
    {
        List<int> leaving = [];
        foreach (int job in view.Running)
        {
            if (!_chosen.TryGetValue(job, out int model) || model != _pools!.ModelOf(view, job))
            {
                leaving.Add(job);
            }
        }

        bool again = false;
        foreach (int job in leaving)
        {
            bool goesOn = _chosen.TryGetValue(job, out int model);
            view.Decisions?.Acted(job, goesOn ? $"in this round its turn is on {_pools!.Models[model]}" : Choice);
            plan.Preempt(job);
            again |= goesOn;
        }

        if (again)
        {
            plan.WakeAt(view.Now + new TimeSpan(1));
        }
    }

    private string Choice => options.Objective == GavelCatalog.Fifo
        ? "in this round the GPUs go to jobs that came before it"
        : "in this round the GPUs go to jobs that have received less of their share of time";

    private void TellOthers(SchedulingView view)
    {
        if (view.Decisions is not { } log)
        {
            return;
        }

        foreach (int job in view.Pending)
        {
            if (!_chosen.ContainsKey(job))
            {
                log.HeldBack(job, _nextRound, Choice);
            }
        }
    }

    private void StartChosen(SchedulingView view, Plan plan)
    {
        foreach ((int job, int model) in _chosen)
        {
            if (view.Job(job).Status == JobStatus.Pending && _pools!.Place(view, job, model) is { } placement)
            {
                plan.Start(job, placement);
            }
        }
    }
}
