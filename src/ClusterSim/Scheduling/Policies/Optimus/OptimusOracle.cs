using System.Collections.Immutable;
using ClusterSim.Scheduling.Elastic;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Optimus;

/// <summary>
/// Optimus+Oracle (Qiao et al., "Pollux", OSDI 2021, section 5.3): the marginal-gain allocation of Optimus (Peng et
/// al., EuroSys 2018) with the true step times and the true remaining iterations in the place of fitted ones.
/// </summary>
/// <param name="interval">Time between two decisions.</param>
/// <param name="artefact">
/// Whether predictions have the quirks of the artefact (petuum/adaptdl, branch osdi21-artifact, simulator/optimus.py):
/// a single GPU always accumulates, the last epoch counts as one iteration, and ncf has one GPU.
/// </param>
internal sealed class OptimusOracle(TimeSpan interval, bool artefact) : ISchedulingPolicy
{
    private readonly RoundClock _clock = new(interval);
    private readonly TrainingQueue _training = new();
    private readonly Reallocation _reallocation = new();
    private readonly Dictionary<(TrainingApplication, int BatchSize, int Gpus), double> _steps = [];
    private int _nodeGpus;

    public string Name => "optimus-oracle";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("interval", FormattableString.Invariant($"{interval.TotalSeconds}s"))
        .Add("variant", artefact ? "artefact" : "corrected");

    public void Begin(SchedulingView view)
    {
        _clock.Begin();
        _training.Begin(view, Name, oracle: true);
        _steps.Clear();
        _nodeGpus = view.Platform.Nodes.Max(node => node.Gpus);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (!_clock.IsRound(view, plan))
        {
            return;
        }

        List<int> jobs = _training.Jobs(view);
        _reallocation.Begin(view);
        int[] gpus = MarginalGain.Distribute(
            TotalGpus(view), [.. jobs.Select(job => MostGpus(view, job))],
            (i, count) => StepSeconds(view, jobs[i], count), i => Remaining(view, jobs[i]));
        Place(jobs, gpus);
        _reallocation.Apply(view, plan, jobs, "each goes to the job whose known remaining time it shortens most");
    }

    internal static int TotalGpus(SchedulingView view)
    {
        int total = 0;
        for (int node = 0; node < view.Free.NodeCount; node++)
        {
            total += view.Free.IsUp(node) ? view.Platform.Nodes[node].Gpus : 0;
        }

        return total;
    }

    // Jobs with as many GPUs as before stay; the others are placed anew, the smallest first.
    private void Place(List<int> jobs, int[] gpus)
    {
        for (int i = 0; i < jobs.Count; i++)
        {
            if (NodeShare.Sum(_reallocation.Held(jobs[i])) != gpus[i])
            {
                _reallocation.Take(jobs[i]);
            }
        }

        foreach (int i in Enumerable.Range(0, jobs.Count).OrderBy(i => gpus[i]))
        {
            if (gpus[i] > 0 && _reallocation.Next(jobs[i]).IsEmpty)
            {
                _reallocation.GiveFromMostFree(jobs[i], gpus[i]);
            }
        }
    }

    private int MostGpus(SchedulingView view, int job)
    {
        TrainingApplication known = view.Job(job).Request.Training!.Foreknowledge!;
        return artefact && known.Name == "ncf"
            ? 1
            : Math.Max(1, BatchSize(view, job) / known.Limits.SmallestLocal);
    }

    private static int BatchSize(SchedulingView view, int job) => view.Job(job).Request.Training!.BatchSize;

    private double Remaining(SchedulingView view, int job)
    {
        TrainingApplication known = view.Job(job).Request.Training!.Foreknowledge!;
        (int done, int batch) = (view.Job(job).Training!.Epochs, BatchSize(view, job));
        if (artefact)
        {
            return done >= known.Epochs - 1
                ? 1
                : known.IterationsAt(batch, known.Epochs - 1) - known.IterationsAt(batch, done);
        }

        return known.IterationsAt(batch, known.Epochs - 1) - (done > 0 ? known.IterationsAt(batch, done - 1) : 0);
    }

    private double StepSeconds(SchedulingView view, int job, int gpus)
    {
        TrainingApplication known = view.Job(job).Request.Training!.Foreknowledge!;
        int size = BatchSize(view, job);
        if (!_steps.TryGetValue((known, size, gpus), out double seconds))
        {
            BatchConfiguration batch = Split(known.Limits, size, gpus);
            int[] packed = TrainingConfigurations.Packed(gpus, _nodeGpus);
            seconds = known.Steps.At(packed, batch.LocalBatch).UpdateSeconds(batch.AccumulationSteps);
            _steps.Add((known, size, gpus), seconds);
        }

        return seconds;
    }

    private BatchConfiguration Split(BatchLimits limits, int batchSize, int gpus)
    {
        // The artefact lets a single GPU accumulate even where the batch is the initial one.
        BatchLimits asked = artefact && gpus == 1 ? limits with { Initial = 0 } : limits;
        return asked.Split(batchSize, gpus);
    }
}
