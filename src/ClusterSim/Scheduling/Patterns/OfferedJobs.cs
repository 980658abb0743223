using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Jobs that started on slower GPUs than others like them. With the relative speed s of the model and the utilization
/// u there and U of the job that was found, the share of the throughput that was kept is q = min(1, s u / U). Benefit:
/// GPUs times run time times (q - s), which is nothing for a job that keeps the slower GPU no busier; harmed: q below
/// 99 %.
/// </summary>
internal sealed class OfferedJobs(PatternRun run)
{
    private readonly Dictionary<int, Offered> _offered = [];

    public void Add(int job, Advice advice, double speed, SimTime now) =>
        _offered[job] = new Offered(advice, speed, now);

    public void Observe(in SimulationEvent happened)
    {
        if (_offered.Count == 0 || !_offered.TryGetValue(happened.Job, out Offered? offered))
        {
            return;
        }

        if (happened.Kind == EventKind.UtilizationChanged)
        {
            offered.Permille = Math.Max(offered.Permille, happened.Value);
        }
        else if (JobEvents.Stops(happened.Kind))
        {
            _offered.Remove(happened.Job);
            Settle(happened.Job, offered, happened.Time);
        }
    }

    private void Settle(int job, Offered offered, SimTime now)
    {
        int before = offered.Advice.Permille;
        double kept = before > 0 && offered.Permille > 0
            ? Math.Min(1, offered.Speed * offered.Permille / before)
            : offered.Speed;
        double gpus = run.View.Job(job).Request.TotalGpuMilli / 1000.0;
        double obtained = gpus * (now - offered.Since).TotalSeconds * (kept - offered.Speed);
        bool harmed = kept < Speeds.NoLoss;
        if (harmed)
        {
            run.Rails.NoteHarm(job);
            offered.Advice.Account.CountDelay();
        }

        offered.Advice.Account.Settle(
            offered.Advice.What.ExpectedGpuSeconds, obtained, harmed, LearnedClass.Of(run, job));
    }

    private sealed class Offered(Advice advice, double speed, SimTime since)
    {
        public Advice Advice => advice;

        public double Speed => speed;

        public SimTime Since => since;

        public double Permille { get; set; }
    }
}
