using System.Collections.Immutable;
using ClusterSim.Scheduling.Elastic;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Optimus;

/// <summary>
/// Optimus (Peng et al., "Optimus: An Efficient Dynamic Resource Scheduler for Deep Learning Clusters", EuroSys 2018):
/// predicts from the losses and step times that jobs have reported how long each still takes with any number of GPUs,
/// and gives GPUs one by one to the job whose time they shorten most.
/// </summary>
internal sealed class OptimusPolicy(TimeSpan interval, int fallbackEpochs) : ISchedulingPolicy
{
    // A job explores until it has run with so many numbers of GPUs, twice as many each time.
    private const int Explored = 3, MostEpochs = 1000;

    private readonly RoundClock _clock = new(interval);
    private readonly TrainingQueue _training = new();
    private readonly Reallocation _reallocation = new();
    private SpeedFit?[] _speeds = [];
    private (int Epochs, double Left)[] _left = [];
    private int[] _samples = [];

    public string Name => "optimus";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("fallback_epochs", FormattableString.Invariant($"{fallbackEpochs}"))
        .Add("interval", FormattableString.Invariant($"{interval.TotalSeconds}s"));

    public void Begin(SchedulingView view)
    {
        _clock.Begin();
        _training.Begin(view, Name);
        (_speeds, _samples) = (new SpeedFit?[view.JobCount], new int[view.JobCount]);
        _left = new (int, double)[view.JobCount];
        Array.Fill(_left, (-1, 0));
        for (int job = 0; job < view.JobCount; job++)
        {
            if (view.Job(job).Request.Training!.ConvergedBelow is null)
            {
                throw new PolicyException(
                    [$"policy '{Name}' needs losses; job '{view.Job(job).Id}' reports none. "
                        + "The filter losses=SEED gives training jobs synthetic ones."]);
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
        _reallocation.Begin(view);
        foreach (int job in jobs)
        {
            Learn(view.Job(job));
        }

        int[] gpus = MarginalGain.Distribute(
            OptimusOracle.TotalGpus(view), [.. jobs.Select(job => MostGpus(view.Job(job)))],
            (i, count) => _speeds[jobs[i]]?.Seconds(count) ?? 1,
            i => _left[jobs[i]].Left * view.Job(jobs[i]).Request.Training!.StepsPerEpoch);
        Place(jobs, gpus);
        _reallocation.Apply(view, plan, jobs, "each goes to the job whose remaining time, as fitted, it shortens most");
    }

    private void Learn(JobView job)
    {
        TrainingReport report = job.Training!;
        if (report.Samples.Count > _samples[job.Index])
        {
            _samples[job.Index] = report.Samples.Count;
            _speeds[job.Index] = new SpeedFit(report, job.Request.Training!.BatchSize);
        }

        if (report.Epochs != _left[job.Index].Epochs)
        {
            double epochs = report.Losses.Count < LossFit.Least
                ? fallbackEpochs
                : Convergence(LossFit.Of(report.Losses), job.Request.Training!.ConvergedBelow!.Value) - report.Epochs;
            _left[job.Index] = (report.Epochs, Math.Max(1, epochs));
        }
    }

    /// <summary>The first epoch that lowers the loss by no more than the threshold.</summary>
    internal static int Convergence(LossCurve fitted, double threshold)
    {
        int epoch = 1;
        while (epoch < MostEpochs && fitted.At(epoch - 1) - fitted.At(epoch) > threshold)
        {
            epoch++;
        }

        return epoch;
    }

    private int MostGpus(JobView job)
    {
        TrainingReport report = job.Training!;
        int most = Math.Max(1, job.Request.Training!.BatchSize / report.Limits.SmallestLocal);
        return _speeds[job.Index] is { } speed && speed.Counts >= Explored
            ? most
            : Math.Min(most, Math.Max(1, 2 * report.MostGpus));
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
                GiveEvenly(jobs[i], gpus[i]);
            }
        }
    }

    // Over the fewest nodes that can hold it, evenly, those with the most free GPUs first (section 4.2).
    private void GiveEvenly(int job, int gpus)
    {
        int[] nodes = [.. Enumerable.Range(0, _reallocation.Free.Length)];
        int[] free = _reallocation.Free.ToArray();
        Array.Sort(nodes, (a, b) => free[a] != free[b] ? free[b].CompareTo(free[a]) : a.CompareTo(b));
        for (int count = 1; count <= nodes.Length; count++)
        {
            NodeShare[] shares = [.. nodes.Take(Math.Min(count, gpus)).Select((node, i) =>
                new NodeShare(node, (gpus / count) + (i < gpus % count ? 1 : 0)))];
            if (shares.Length == count && shares.All(share => share.Gpus <= free[share.Node]))
            {
                _reallocation.Give(job, shares);
                return;
            }
        }

        _reallocation.GiveFromMostFree(job, gpus);
    }
}
