using System.Collections.Immutable;
using ClusterSim.Optimization;
using ClusterSim.Scheduling.Elastic;

namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>
/// Sia (Jayaram Subramanya et al., "Sia: Heterogeneity-aware, goodput-optimized ML-cluster scheduling", SOSP 2023):
/// each round an integer program gives every elastic training job one configuration, so many GPUs of one type, by the
/// goodput that the job expects of it.
/// </summary>
internal sealed class SiaPolicy : ISchedulingPolicy
{
    private const double MostCost = 3000;
    private const int Decimals = 2;

    // Seconds that a restart costs, measured on a real cluster: siasosp23/artifacts, sia-simulator/sia.py.
    private static readonly ImmutableSortedDictionary<string, int> s_restartSeconds =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, int>
        {
            ["bert"] = 120, ["cifar10"] = 30, ["deepspeech2"] = 25, ["imagenet"] = 250, ["yolov3"] = 45,
        });

    private readonly SiaOptions _options;
    private readonly RoundClock _clock;
    private readonly TrainingQueue _training = new();
    private readonly Reallocation _reallocation = new();
    private readonly SiaPlacement _placement;
    private readonly BranchAndBoundSolver _solver = new(mostNodes: 2000);
    private ImmutableArray<GpuType> _types = [];
    private ImmutableArray<SiaConfiguration> _configurations = [];
    private SiaProgram? _program;
    private SiaGoodputs?[] _goodputs = [];
    private int[] _typeOfNode = [], _starts = [];
    private double[] _worth = [];

    public SiaPolicy(SiaOptions options)
    {
        _options = options;
        _clock = new RoundClock(options.Interval);
        _placement = new SiaPlacement(_reallocation);
    }

    public string Name => "sia";

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("delay", FormattableString.Invariant($"{_options.Delay.TotalSeconds}s"))
        .Add("gap", FormattableString.Invariant($"{_options.Gap}"))
        .Add("interval", FormattableString.Invariant($"{_options.Interval.TotalSeconds}s"))
        .Add("no_allocation", FormattableString.Invariant($"{_options.NoAllocation}"))
        .Add("power", FormattableString.Invariant($"{_options.Power}"))
        .Add("project", _options.Projects ? "true" : "false")
        .Add("variant", _options.Artefact ? "artefact" : "corrected");

    public void Begin(SchedulingView view)
    {
        _clock.Begin();
        _training.Begin(view, Name);
        _types = GpuType.Of(view.Platform);
        _configurations = GpuType.Configurations(_types);
        _program = new SiaProgram(_configurations, _types.Length, _solver, _options.Gap);
        _goodputs = new SiaGoodputs?[view.JobCount];
        (_starts, _worth) = (new int[view.JobCount], new double[_configurations.Length]);
        _typeOfNode = new int[view.Platform.Nodes.Length];
        for (int type = 0; type < _types.Length; type++)
        {
            foreach (int node in _types[type].Nodes)
            {
                _typeOfNode[node] = type;
            }
        }
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (!_clock.IsRound(view, plan))
        {
            return;
        }

        List<int> jobs = _training.Jobs(view);
        if (jobs.Count == 0)
        {
            return;
        }

        _reallocation.Begin(view);
        int[] free = FreeGpus(view);
        List<int> choosing = [];
        _program!.Reset();
        foreach (int job in jobs)
        {
            int held = Held(job);
            if (held >= 0 && view.Now < view.Job(job).Training!.WorksFrom)
            {
                // One that is still getting going is left alone.
                free[_configurations[held].Type] -= _configurations[held].Gpus;
                continue;
            }

            LetItChoose(plan, job);
            SetWorth(view.Job(job), held);
            _program.Add(_worth);
            choosing.Add(job);
        }

        Assign(view, jobs, choosing, _program.Solve(free));
        _reallocation.Apply(
            view, plan, jobs, "the sum of what configurations are worth by expected goodput is greatest so",
            moves: true);
    }

    private void LetItChoose(Plan plan, int job)
    {
        if (_goodputs[job] is null)
        {
            _goodputs[job] = new SiaGoodputs(_types, _configurations, _options);
            plan.SetBatch(job, null);
        }
    }

    private int[] FreeGpus(SchedulingView view)
    {
        int[] free = new int[_types.Length];
        for (int node = 0; node < _typeOfNode.Length; node++)
        {
            free[_typeOfNode[node]] += view.Free.IsUp(node) ? view.Platform.Nodes[node].Gpus : 0;
        }

        return free;
    }

    // The configuration that a job has; -1 for none.
    private int Held(int job)
    {
        ReadOnlySpan<NodeShare> held = _reallocation.Held(job);
        if (held.IsEmpty)
        {
            return -1;
        }

        int gpus = NodeShare.Sum(held);
        int type = _typeOfNode[held[0].Node];
        for (int i = 0; i < _configurations.Length; i++)
        {
            if (_configurations[i].Type == type && _configurations[i].Gpus == gpus)
            {
                return i;
            }
        }

        return -1;
    }

    // What each configuration costs less than nothing: no_allocation less the goodput's power.
    private void SetWorth(JobView job, int held)
    {
        ReadOnlySpan<double> goodputs = _goodputs[job.Index]!.Of(job);
        double factor = held < 0 ? 1 : RestartFactor(job);
        for (int i = 0; i < _worth.Length; i++)
        {
            double goodput = goodputs[i] * (i == held ? 1 : factor);
            double cost = goodput > 0 ? Math.Min(Math.Pow(goodput, _options.Power), MostCost) : MostCost;
            cost = _options.Artefact ? Math.Round(cost, Decimals) : cost;
            _worth[i] = _options.NoAllocation - cost;
        }
    }

    // What a re-allocation leaves of a goodput: as if the job were restarted as often in future as so far.
    private double RestartFactor(JobView job)
    {
        double cost = s_restartSeconds.TryGetValue(job.Request.Application, out int seconds)
            ? seconds
            : _options.Delay.TotalSeconds;
        double age = (job.Now - job.SubmitTime).TotalSeconds;
        int restarts = Math.Max(0, _starts[job.Index] - 1);
        return age < cost ? 1 : Math.Max(age - (restarts * cost), 0) / (age + cost);
    }

    private void Assign(SchedulingView view, List<int> jobs, List<int> choosing, int[] chosen)
    {
        _placement.Begin(_typeOfNode.Length, view.JobCount);
        int[] next = new int[view.JobCount];
        Array.Fill(next, -1);
        for (int i = 0; i < choosing.Count; i++)
        {
            next[choosing[i]] = chosen[i];
            if (chosen[i] != Held(choosing[i]))
            {
                _reallocation.Take(choosing[i]);
            }
        }

        foreach (int job in jobs)
        {
            if (!_reallocation.Next(job).IsEmpty)
            {
                _placement.Keep(job);
            }
        }

        for (int type = 0; type < _types.Length; type++)
        {
            for (int rank = 0; rank < choosing.Count; rank++)
            {
                int job = choosing[rank], choice = next[job];
                if (choice >= 0 && _configurations[choice].Type == type && _reallocation.Next(job).IsEmpty)
                {
                    _placement.Add(job, _configurations[choice].Gpus, rank);
                }
            }

            _placement.Place(_types[type]);
        }

        foreach (int job in jobs)
        {
            bool changes = next[job] >= 0 && next[job] != Held(job);
            _starts[job] += changes && !_reallocation.Next(job).IsEmpty ? 1 : 0;
        }
    }
}
