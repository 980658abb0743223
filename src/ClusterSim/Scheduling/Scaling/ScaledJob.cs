using ClusterSim.Scheduling.Shifting;
using ClusterSim.Time;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Scaling;

/// <summary>A training job whose number of replicas follows a signal: how far it is, what is planned.</summary>
/// <param name="curve">Whole trainings in a second by number of GPUs.</param>
/// <param name="deadline">By when it has to be done.</param>
internal sealed class ScaledJob(ScalingCurve curve, SimTime deadline)
{
    // A job that runs is not done, whatever the estimate.
    private const double LeastLeft = 1e-4;
    private int[] _replicas = [];
    private double[] _intensity = [], _seconds = [];
    private SimTime[] _starts = [];
    private double _plannedLeft;
    private SimTime _noted;

    /// <summary>Part of the training that is still to be done.</summary>
    public double Left { get; private set; } = 1;

    /// <summary>Notes how far a job is: by the epochs that it reported, and within one by the time since.</summary>
    public void Note(JobView job)
    {
        TrainingReport report = job.Training!;
        TrainingApplication known = job.Request.Training!.Foreknowledge!;
        SimTime from = SimTime.Max(_noted, report.WorksFrom);
        if (job.Status == JobStatus.Running && job.Now > from)
        {
            Left -= (job.Now - from).TotalSeconds * curve.Throughput[Math.Min(job.Demand.Instances, curve.Most)];
        }

        _noted = job.Now;
        double whole = known.ProgressAfter(known.Epochs);
        double atBest = 1 - (known.ProgressAfter(Math.Min(report.Epochs + 1, known.Epochs)) / whole);
        double atWorst = 1 - (known.ProgressAfter(report.Epochs) / whole);
        Left = Math.Max(LeastLeft, Math.Clamp(Left, atBest, atWorst));
    }

    /// <summary>
    /// Whether the plan no longer holds: there is none, the signal or the progress is off by more than the tolerance,
    /// or nothing is planned any more.
    /// </summary>
    public bool IsOff(SimTime now, double intensity, double tolerance)
    {
        int step = StepOf(now);
        return step < 0 || Math.Abs(intensity - _intensity[step]) > tolerance * Math.Abs(_intensity[step])
            || Left > PlannedLeft(step, now) + tolerance || _replicas.AsSpan(step).IndexOfAnyExcept(0) < 0;
    }

    /// <summary>Plans anew from now on.</summary>
    public void Plan(ForecastSums ahead, SignalView signal, SimTime now)
    {
        int count = 0;
        if (deadline > now)
        {
            ahead.Look(signal, deadline);
            count = ahead.StartOf(ahead.Count - 1) < deadline ? ahead.Count : ahead.Count - 1;
        }

        (_starts, _intensity, _seconds) = (new SimTime[count], new double[count], new double[count]);
        for (int step = 0; step < count; step++)
        {
            _starts[step] = SimTime.Max(now, ahead.StartOf(step));
            _intensity[step] = ahead.ValueOf(step);
            _seconds[step] = (SimTime.Min(deadline, ahead.StartOf(step + 1)) - _starts[step]).TotalSeconds;
        }

        _replicas = ReplicaSchedule.Plan(_intensity, _seconds, curve, Left);
        _plannedLeft = Left;
    }

    /// <summary>Replicas that run now; as many as there may be once the deadline has passed.</summary>
    public int Replicas(SimTime now) => StepOf(now) is var step and >= 0 ? _replicas[step] : curve.Most;

    /// <summary>When replicas run next, from now on; <see cref="SimTime.Never"/> when none are planned.</summary>
    public SimTime NextStart(SimTime now)
    {
        int step = StepOf(now);
        int next = step < 0 ? -1 : _replicas.AsSpan(step).IndexOfAnyExcept(0);
        return next < 0 ? SimTime.Never : _starts[step + next];
    }

    private double PlannedLeft(int step, SimTime now)
    {
        double left = _plannedLeft;
        for (int earlier = 0; earlier < step; earlier++)
        {
            left -= curve.Throughput[_replicas[earlier]] * _seconds[earlier];
        }

        return Math.Max(0, left - (curve.Throughput[_replicas[step]] * (now - _starts[step]).TotalSeconds));
    }

    // The step of a moment; below 0 when nothing is planned for it.
    private int StepOf(SimTime now)
    {
        int found = Array.BinarySearch(_starts, now);
        return now >= deadline ? -1 : found >= 0 ? found : ~found - 1;
    }
}
