using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;
using ClusterSim.Workloads;

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
    private int[] _clusterOf = [], _partner = [];
    private long[] _order = [], _blockedAt = [];
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
        LucidRanks ranks = new(view, job => (Key(job), 0));
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        (_clusterOf, _partner, _order, _known) = (new int[count], new int[count], new long[count], new bool[count]);
        int demands = 0;
        for (int job = 0; job < count; job++)
        {
            string name = view.Job(job).Request.Queue;
            demands = Math.Max(demands, view.Job(job).Demand.Id + 1);
            if (!known.TryGetValue(name, out _clusterOf[job]))
            {
                known.Add(name, _clusterOf[job] = known.Count);
            }
        }

        Array.Fill(_partner, -1);
        _main = view.Free.Trial();
        _profiler.SetApart(_main);
        _tooLarge = new bool?[demands];
        _clusters = [.. known.Select(_ => new LucidCluster(ranks, count))];
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
        _profiled.ForEach(job => _clusters[_clusterOf[job]].Add(job));
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
    }

    private static double Key(JobView job) =>
        (job.Request.Walltime?.Ticks ?? double.PositiveInfinity) * Math.Max(job.Demand.TotalGpus, 1);

    // The partner of a job that left runs alone again.
    private void LetGo(SchedulingView view)
    {
        foreach (int job in view.Left)
        {
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
                _clusters[_clusterOf[job]].Add(job);
            }
        }
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

        if (_clusters.Any(cluster => cluster.AnyWaits))
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
                return;
            }

            cluster.Remove(job);
        }
    }

    private void StartWhatFits(SchedulingView view, Plan plan, LucidCluster cluster)
    {
        for ((int job, int rank) = cluster.Next(0); job >= 0; (job, rank) = cluster.Next(rank + 1))
        {
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
        JobView wanted = view.Job(job);
        int gpus = wanted.Demand.TotalGpus;
        bool freshOnly = cluster.WasCompared(job);
        if (gpus == 0 || gpus > _options.SharedGpus || wanted.Signature is not { } signature)
        {
            return false;
        }

        double key = Key(wanted);
        IReadOnlyList<int> hosts = cluster.Hosts.Of(gpus, freshOnly);
        for (int i = 0; i < hosts.Count; i++)
        {
            JobView host = view.Job(hosts[i]);
            if (Match(signature, host.Signature) && key <= _options.KeyFactor * Key(host)
                && plan.Share(job, host.Placement!) == RefusalReason.None)
            {
                (_partner[job], _partner[host.Index]) = (host.Index, job);
                _order[job] = ++_starts;
                cluster.Hosts.Leave(host.Index, gpus);
                return true;
            }
        }

        return false;
    }

    private bool Match(JobSignature signature, JobSignature? host) =>
        host is not null
        && host.GpuMemoryMiB < _options.MemoryMiB - signature.GpuMemoryMiB
        && SharingScores.Of(signature) + SharingScores.Of(host) <= _options.MostScore;

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
