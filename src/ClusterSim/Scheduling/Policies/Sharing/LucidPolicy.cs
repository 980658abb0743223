using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>
/// Lucid (Hu et al., ASPLOS 2023): new jobs are profiled on nodes of their own; the others wait in order of expected
/// service, and join a running job on its GPUs when the two hardly disturb each other. Nothing is preempted.
/// </summary>
internal sealed class LucidPolicy : ISchedulingPolicy
{
    private readonly LucidOptions _options;
    private readonly IPlacement _placement;
    private readonly SubmissionRate _rate = new();
    private readonly List<int> _profiled = [];
    private LucidProfiler? _profiler;
    private TrialResources? _free, _main;
    private bool?[] _tooLarge = [];
    private LucidCluster[] _clusters = [];
    private int[] _clusterOf = [], _partner = [], _demandOf = [], _gpusOf = [];
    private long[] _order = [], _blockedAt = [];
    private LucidTraits[] _traits = [];
    private bool[] _known = [];
    private long _starts;
    private SimTime _considered;
    private bool _sharing = true;

    public LucidPolicy(LucidOptions options, IReadOnlyDictionary<string, string> values)
    {
        (_options, Options) = (options, values);
        _placement = options.Variant == PolicyVariant.Artefact ? new LucidPlacement() : new Consolidated();
    }

    public string Name => "lucid";

    public IReadOnlyDictionary<string, string> Options { get; }

    public void Begin(SchedulingView view)
    {
        Signatures.Require(view, Name);
        int count = view.JobCount;
        _profiler = new LucidProfiler(view, _options, _placement);
        _free = view.Free.Trial();
        LucidRanks ranks = new(view, job => (LucidTraits.KeyOf(job), 0));
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        (_clusterOf, _partner, _order, _known) = (new int[count], new int[count], new long[count], new bool[count]);
        (_demandOf, _gpusOf, _traits) = (new int[count], new int[count], new LucidTraits[count]);
        int demands = 0;
        for (int job = 0; job < count; job++)
        {
            string name = view.Job(job).Request.Queue;
            Demand demand = view.Job(job).Demand;
            (_demandOf[job], _gpusOf[job]) = (demand.Id, demand.TotalGpus);
            demands = Math.Max(demands, demand.Id + 1);
            if (!known.TryGetValue(name, out _clusterOf[job]))
            {
                known.Add(name, _clusterOf[job] = known.Count);
            }
        }

        Array.Fill(_partner, -1);
        _main = view.Free.Trial();
        _profiler.SetApart(_main);
        _tooLarge = new bool?[demands];
        _clusters = [.. known.Select(_ => new LucidCluster(ranks, count, _options.SharedGpus))];
        _blockedAt = new long[demands];
        Array.Fill(_blockedAt, -1);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_profiler is not { } profiler || _free is not { } free)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        LetGo(view);
        TakeIn(view, profiler);
        _profiled.Clear();
        profiler.Run(view, plan, _profiled);
        foreach (int job in _profiled)
        {
            Enqueue(view, job);
        }

        free.CopyFrom(view.Free);
        profiler.SetApart(free);
        Adapt(view, plan);
        foreach (LucidCluster cluster in _clusters)
        {
            if (_sharing)
            {
                StartWhatFits(view, plan, cluster);
            }
            else
            {
                StartInOrder(view, plan, cluster);
            }
        }

        if (view.Decisions is { } log)
        {
            TellOfNodesApart(view, log, profiler);
        }
    }

    private void TellOfNodesApart(SchedulingView view, IDecisionLog log, LucidProfiler profiler)
    {
        foreach (int job in view.Pending)
        {
            Demand demand = view.Job(job).Demand;
            if (!profiler.Waits(view, job) && _placement.Place(_free!, demand) is null
                && _placement.Place(view.Free, demand) is not null)
            {
                log.HeldBack(job, view.Now, "what is free is on the nodes set apart for profiling");
            }
        }

        DeclinedRoom.Tell(view, _placement);
    }

    // The partner of a job that left runs alone again.
    private void LetGo(SchedulingView view)
    {
        foreach (int job in view.Left)
        {
            if (view.Running.Contains(job))
            {
                // Profiled and started again in the same pass.
                continue;
            }

            LucidHosts hosts = _clusters[_clusterOf[job]].Hosts;
            hosts.Leave(job, view.Job(job).Demand.TotalGpus);
            int partner = _partner[job];
            _partner[job] = -1;
            if (partner >= 0 && _partner[partner] == job)
            {
                _partner[partner] = -1;
                if (view.Running.Contains(partner))
                {
                    hosts.Enter(partner, view.Job(partner).Demand.TotalGpus, _order[partner]);
                }
            }
        }
    }

    private void TakeIn(SchedulingView view, LucidProfiler profiler)
    {
        foreach (int job in view.Queued)
        {
            if (!view.Pending.Contains(job))
            {
                continue;
            }

            bool isNew = !_known[job];
            _known[job] = true;
            if (isNew)
            {
                _rate.Note(view.Now);
            }

            if (isNew && profiler.Takes(view, job))
            {
                profiler.Add(view, job);
            }
            else
            {
                Enqueue(view, job);
            }
        }
    }

    // Its signature is known best now, be it measured or predicted.
    private void Enqueue(SchedulingView view, int job)
    {
        _traits[job] = LucidTraits.Of(view.Job(job));
        _clusters[_clusterOf[job]].Add(job);
    }

    // Sharing slows jobs down, which does not pay when GPUs will be free soon.
    private void Adapt(SchedulingView view, Plan plan)
    {
        if (_options.BusyJobs < 0)
        {
            return;
        }

        long every = _options.AdaptEvery.Ticks;
        if ((view.Now - _considered).Ticks >= every || view.Now.Ticks % every == 0)
        {
            _sharing = _rate.PerTenMinutes(view.Now) > _options.BusyJobs;
            _considered = new SimTime(view.Now.Ticks / every * every);
        }

        // Switching off starts nobody; switching on may, and otherwise waits for the next event.
        if (!_sharing && _rate.PerTenMinutes(view.Now) > _options.BusyJobs)
        {
            plan.WakeAt(new SimTime((view.Now.Ticks / every * every) + every));
        }
    }

    private void StartInOrder(SchedulingView view, Plan plan, LucidCluster cluster)
    {
        for ((int job, int rank) = cluster.Next(0); job >= 0; (job, rank) = cluster.Next(rank + 1))
        {
            if (view.Pending.Contains(job) && !StartAlone(view, plan, cluster, job))
            {
                VirtualClusterHead.Tell(view, job, _clusterOf);
                return;
            }

            cluster.Remove(job);
        }
    }

    private void StartWhatFits(SchedulingView view, Plan plan, LucidCluster cluster)
    {
        for ((int job, int rank) = cluster.Next(0); job >= 0; (job, rank) = cluster.Next(rank + 1))
        {
            // Most waiting jobs have nothing new to hope for.
            if (cluster.IsCompared(job) && _blockedAt[_demandOf[job]] == view.ReleaseVersion
                && !cluster.Hosts.AnyFresh(_gpusOf[job]) && view.Pending.Contains(job))
            {
                continue;
            }

            if (!view.Pending.Contains(job) || StartBeside(view, plan, cluster, job)
                || StartAlone(view, plan, cluster, job))
            {
                cluster.Remove(job);
            }
        }

        cluster.Hosts.NoneIsFresh();
    }

    private bool StartBeside(SchedulingView view, Plan plan, LucidCluster cluster, int job)
    {
        int gpus = _gpusOf[job];
        bool freshOnly = cluster.WasCompared(job);
        if (gpus == 0 || gpus > _options.SharedGpus || !_traits[job].Known)
        {
            return false;
        }

        IReadOnlyList<int> hosts = cluster.Hosts.Of(gpus, freshOnly);
        for (int i = 0; i < hosts.Count; i++)
        {
            int host = hosts[i];
            if (_traits[job].Suits(_traits[host], _options)
                && plan.Share(job, view.Job(host).Placement!) == RefusalReason.None)
            {
                (_partner[job], _partner[host]) = (host, job);
                _order[job] = ++_starts;
                cluster.Hosts.Leave(host, gpus);
                return true;
            }
        }

        return false;
    }

    private bool StartAlone(SchedulingView view, Plan plan, LucidCluster cluster, int job)
    {
        Demand demand = view.Job(job).Demand;
        if (_blockedAt[demand.Id] == view.ReleaseVersion)
        {
            return false;
        }

        // What is too large for the main nodes may have the profiling nodes, too.
        Placement? found = _placement.Place(IsTooLarge(demand) ? view.Free : _free!, demand);
        if (found is null || plan.Start(job, found) != RefusalReason.None)
        {
            _blockedAt[demand.Id] = view.ReleaseVersion;
            return false;
        }

        _free!.Take(demand, found);
        _order[job] = ++_starts;
        if (found.NodeCount == 1)
        {
            cluster.Hosts.Enter(job, demand.TotalGpus, _order[job]);
        }

        return true;
    }

    private bool IsTooLarge(Demand demand) =>
        _tooLarge[demand.Id] ??= _placement.Place(_main!, demand) is null;
}
