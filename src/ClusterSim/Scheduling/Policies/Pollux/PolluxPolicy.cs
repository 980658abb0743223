using System.Collections.Immutable;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Elastic;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>
/// Pollux (Qiao et al., OSDI 2021): distributes GPUs over elastic training jobs so that the power mean of their
/// speed-ups by predicted goodput is greatest, and lets each job choose its batch size.
/// </summary>
internal sealed class PolluxPolicy : ISchedulingPolicy
{
    private const string FixedApplication = "ncf";
    private const int FixedBatch = 32768, MostArtefactGpus = 64;

    private readonly PolluxOptions _options;
    private readonly RoundClock _clock;
    private readonly TrainingQueue _training = new();
    private readonly Reallocation _reallocation = new();
    private readonly AllocationProblem _problem;
    private readonly AllocationSearch _search;
    private readonly List<byte[]> _front = [];
    private RandomStream? _random;
    private SpeedupTable[] _speedups = [];
    private int[] _starts = [], _rowBefore = [];
    private int _strideBefore;
    private bool[] _known = [];

    public PolluxPolicy(PolluxOptions options)
    {
        _options = options;
        _clock = new RoundClock(options.Interval);
        _problem = new AllocationProblem
        {
            Power = options.Power, AvoidsInterference = options.AvoidsInterference,
        };
        _search = new AllocationSearch(_problem, options.Population, options.Generations);
    }

    public string Name => "pollux";

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("avoid_interference", _options.AvoidsInterference ? "true" : "false")
        .Add("delay", FormattableString.Invariant($"{_options.Delay.TotalSeconds}s"))
        .Add("generations", FormattableString.Invariant($"{_options.Generations}"))
        .Add("interval", FormattableString.Invariant($"{_options.Interval.TotalSeconds}s"))
        .Add("population", FormattableString.Invariant($"{_options.Population}"))
        .Add("power", FormattableString.Invariant($"{_options.Power}"))
        .Add("variant", _options.Artefact ? "artefact" : "corrected");

    public void Begin(SchedulingView view)
    {
        _clock.Begin();
        _training.Begin(view, Name);
        _random = view.RandomStream(Name);
        _front.Clear();
        _speedups = [.. Enumerable.Range(0, view.JobCount).Select(_ => new SpeedupTable())];
        (_starts, _rowBefore) = (new int[view.JobCount], new int[view.JobCount]);
        _known = new bool[view.JobCount];
        Array.Fill(_rowBefore, -1);
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

        LetThemChoose(view, plan, jobs);
        _reallocation.Begin(view);
        List<int> byService = [.. jobs.OrderBy(job => view.Job(job).AttainedService)];
        Describe(view, byService);
        Search(byService);
        Assign(byService, _search.Front(_search.Best));
        _reallocation.Apply(view, plan, jobs, "the power mean of all speed-ups by predicted goodput is greatest so");
    }

    // The artefact keeps one application at a batch size, and on one GPU.
    private void LetThemChoose(SchedulingView view, Plan plan, List<int> jobs)
    {
        foreach (int job in jobs)
        {
            if (!_known[job])
            {
                _known[job] = true;
                plan.SetBatch(job, IsFixed(view, job) ? FixedBatch : null);
            }
        }
    }

    private bool IsFixed(SchedulingView view, int job) =>
        _options.Artefact && view.Job(job).Request.Application == FixedApplication;

    private void Describe(SchedulingView view, List<int> jobs)
    {
        byte[] capacity = new byte[view.Free.NodeCount];
        for (int node = 0; node < capacity.Length; node++)
        {
            int gpus = view.Free.IsUp(node) ? view.Platform.Nodes[node].Gpus : 0;
            capacity[node] = (byte)Math.Min(gpus, byte.MaxValue);
        }

        int total = capacity.Sum(gpus => gpus), nodeGpus = Math.Max(1, (int)capacity.Max());
        int fairGpus = Math.Max(1, (total + jobs.Count - 1) / jobs.Count);
        int fairNodes = _options.Artefact ? 1 : (fairGpus + nodeGpus - 1) / nodeGpus;
        _problem.Reset(jobs.Count, capacity);
        for (int row = 0; row < jobs.Count; row++)
        {
            JobView job = view.Job(jobs[row]);
            TrainingReport report = job.Training!;
            _problem.Speedups[row] = _speedups[jobs[row]];
            _speedups[jobs[row]].Update(report, total, capacity.Length, fairNodes, fairGpus);
            int most = Math.Min(Math.Max(2 * report.MostGpus, 1), report.Limits.MostGpus);
            _problem.MostGpus[row] = IsFixed(view, jobs[row]) ? 1
                : Math.Min(most, _options.Artefact ? MostArtefactGpus : total);
            double age = (view.Now - job.SubmitTime).TotalSeconds, delay = _options.Delay.TotalSeconds;
            int restarts = Math.Max(0, _starts[jobs[row]] - 1);
            _problem.RestartFactor[row] = Math.Max(age - (restarts * delay), 0) / (age + delay);
            foreach (NodeShare share in _reallocation.Held(jobs[row]))
            {
                _problem.Base[(row * _problem.Stride) + share.Node] = (byte)share.Gpus;
            }
        }
    }

    // Begins with what the last round's search found best, with empty rows for new jobs.
    private void Search(List<int> jobs)
    {
        _search.Begin();
        byte[] state = new byte[_problem.Size];
        foreach (byte[] before in _front)
        {
            Array.Clear(state);
            for (int row = 0; row < jobs.Count; row++)
            {
                int from = _rowBefore[jobs[row]];
                if (from >= 0 && _strideBefore == _problem.Stride)
                {
                    before.AsSpan(from * _strideBefore, _strideBefore).CopyTo(state.AsSpan(row * _problem.Stride));
                }
            }

            _search.Add(state, _random!);
        }

        if (_front.Count == 0)
        {
            _search.Add(_problem.Base.AsSpan(0, _problem.Size), _random!);
        }

        _search.Run(_random!);
        _front.Clear();
        for (int i = 0; i < _search.FrontCount; i++)
        {
            _front.Add(_search.Front(i).ToArray());
        }

        Array.Fill(_rowBefore, -1);
        for (int row = 0; row < jobs.Count; row++)
        {
            _rowBefore[jobs[row]] = row;
        }

        _strideBefore = _problem.Stride;
    }

    private void Assign(List<int> jobs, ReadOnlySpan<byte> chosen)
    {
        List<NodeShare> shares = [];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int row = 0; row < jobs.Count; row++)
            {
                ReadOnlySpan<byte> next = chosen.Slice(row * _problem.Stride, _problem.Stride);
                if (next.SequenceEqual(_problem.Base.AsSpan(row * _problem.Stride, _problem.Stride)))
                {
                    continue;
                }

                if (pass == 0)
                {
                    _reallocation.Take(jobs[row]);
                }
                else if (next.ContainsAnyExcept((byte)0))
                {
                    _starts[jobs[row]]++;
                    shares.Clear();
                    for (int node = 0; node < _problem.Nodes; node++)
                    {
                        if (next[node] > 0)
                        {
                            shares.Add(new NodeShare(node, next[node]));
                        }
                    }

                    _reallocation.Give(jobs[row], [.. shares]);
                }
            }
        }
    }
}
