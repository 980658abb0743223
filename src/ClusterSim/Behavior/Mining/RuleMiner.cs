using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Watches a stream of events and then finds the episodes that precede what jobs should be kept from: candidates for
/// rules. Mined on the jobs of a first part of the time and judged on those of a second, so that what is said of a
/// rule is not what it was chosen for. Keeps a few numbers for each event.
/// </summary>
public sealed class RuleMiner : IEventObserver
{
    private readonly IJobDirectory _directory;
    private readonly RuleMiningOptions _options;
    private readonly MiningAlphabet _alphabet;
    private readonly MinedEvents _events = new();
    private readonly Dictionary<int, MinedJob> _open = [];
    private readonly List<int> _symbols = [];
    private long _seen;

    /// <summary>A miner that has seen nothing yet.</summary>
    /// <param name="directory">The jobs: a workload, or those of a stream of events.</param>
    /// <param name="options">What to look for; <c>null</c>: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public RuleMiner(IJobDirectory directory, RuleMiningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        (_directory, _options) = (directory, options ?? new RuleMiningOptions());
        _options.Check();
        _alphabet = new MiningAlphabet(_options.Edges);
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        _seen++;
        EventSignals signal = EventVocabulary.SignalOf(happened);
        if (signal == EventSignals.None)
        {
            return;
        }

        MinedJob? job = happened.Job < 0 ? null : JobOf(happened);
        _symbols.Clear();
        _symbols.AddRange(_alphabet.Of(signal));
        if (job is not null)
        {
            Take(job, happened, signal);
        }

        if (_symbols.Count > 0)
        {
            _symbols.Sort();
            int node = happened.Node >= 0 || job is null ? happened.Node : job.Node;
            _events.Add(happened.Time, job, node, _symbols);
        }
    }

    /// <summary>Finds the rules in everything observed so far.</summary>
    public RuleMiningResult Mine()
    {
        JobParts parts = new(_events.Jobs, _options.FirstPart);
        List<JudgedCandidate> judged = [];
        foreach (MinedOutcome outcome in _options.Outcomes.Distinct().Order())
        {
            judged.AddRange(CandidateSearch.Run(_events, parts, outcome, _options));
        }

        double[] adjusted = MultipleTesting.BenjaminiHochberg([.. judged.Select(candidate => candidate.PValue)]);
        var rules = ImmutableArray.CreateBuilder<MinedRule>();
        for (int i = 0; i < adjusted.Length; i++)
        {
            if (adjusted[i] <= _options.FalseDiscoveryRate && judged[i].IsBorneOut(_options))
            {
                rules.Add(judged[i].ToRule(_options, _alphabet, adjusted[i]));
            }
        }

        return new RuleMiningResult
        {
            Rules = [.. rules.OrderBy(rule => rule.Outcome).ThenBy(rule => rule.AdjustedPValue)],
            Events = _seen,
            Jobs = parts.All,
            MinedJobs = parts.First.Length,
            JudgedJobs = parts.Second.Length,
            Candidates = judged.Count,
        };
    }

    private MinedJob JobOf(in SimulationEvent happened)
    {
        if (!_open.TryGetValue(happened.Job, out MinedJob? job))
        {
            string user = _directory.RequestOf(happened.Job).User;
            job = new MinedJob(_events.Jobs.Count, _directory.IdOf(happened.Job), user) { Begin = happened.Time };
            _open.Add(happened.Job, job);
            _events.Jobs.Add(job);
        }

        return job;
    }

    private void Take(MinedJob job, in SimulationEvent happened, EventSignals signal)
    {
        int bound = _events.Count;
        switch (happened.Kind)
        {
            case EventKind.JobStarted:
                job.Run(happened.Time, happened.Node, bound);
                break;
            case EventKind.UtilizationChanged:
                double percent = Math.Round(happened.Value) / 10;
                double before = job.Sample(percent, _alphabet.Of(signal) is [int phase, ..] ? phase : 0,
                    happened.Time, bound);
                _alphabet.AddEdges(Metric.GpuUtilization, before, percent, _symbols);
                break;
            case EventKind.MetricSampled:
                TakeMetric(job, happened, bound);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                job.Unsettle(happened.Time);
                break;
            default:
                TakeStop(job, happened, signal, bound);
                break;
        }
    }

    private void TakeMetric(MinedJob job, in SimulationEvent happened, int bound)
    {
        Metric metric = (Metric)happened.Detail;
        bool whole = metric == Metric.GpuUtilization && happened.Gpus < 0;
        double before = whole
            ? job.Sample(happened.Value, 0, happened.Time, bound)
            : job.Exchange(metric, happened.Node, happened.Gpus, happened.Value);
        _alphabet.AddEdges(metric, before, happened.Value, _symbols);
    }

    private void TakeStop(MinedJob job, in SimulationEvent happened, EventSignals signal, int bound)
    {
        MinedOutcome? outcome = happened.Kind switch
        {
            EventKind.JobFailed => MinedOutcome.Failure,
            EventKind.JobTimedOut => MinedOutcome.TimeLimit,
            EventKind.JobEvicted => MinedOutcome.Eviction,
            _ => null,
        };
        if (outcome is { } known)
        {
            job.Happen(known, happened.Time, bound);
        }

        if ((signal & EventSignals.AnyEnd) != 0)
        {
            job.Finish(happened.Time, bound);
            _open.Remove(happened.Job);
        }
        else if ((signal & EventSignals.AnyStop) != 0)
        {
            job.Unsettle(happened.Time);
        }
    }
}
