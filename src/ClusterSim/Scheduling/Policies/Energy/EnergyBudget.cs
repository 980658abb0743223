using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// What jobs may use of energy. A job takes what it can use at most until its walltime when it starts, and gives back
/// what it did not have the time for when it ends. A job without a walltime is taken to run for a period.
/// </summary>
internal sealed class EnergyBudget(SchedulingView view, EnergyAccount account, TimeSpan unknownLength) : IStartBudget
{
    // Far below what a GPU uses in a microsecond, and far above the rounding of sums.
    private const double Rounding = 1e-6;

    private readonly Dictionary<int, double> _watts = [];
    private readonly Dictionary<int, (SimTime Since, TimeSpan Paid)> _running = [];
    private double _kept;
    private SimTime _keptUntil;

    /// <summary>Joules that no job has taken.</summary>
    public double Left => account.At(view.Now);

    /// <summary>A pass begins: takes in time and the jobs that left.</summary>
    public void Update()
    {
        account.AdvanceTo(view.Now);
        (_kept, _keptUntil) = (0, view.Now);
        for (int i = 0; i < view.Left.Count; i++)
        {
            GiveBack(view.Left[i]);
        }
    }

    /// <summary>The most that a job can use, in joules.</summary>
    public double Needed(int job) => WattsOf(view.Job(job).Demand) * Length(job).TotalSeconds;

    public bool Covers(int job) => Needed(job) <= Left + Rounding;

    public SimTime EarliestFor(int job, SimTime from) => account.EarliestWith(Needed(job) - Rounding, from);

    public SimTime Keep(int head, SimTime nodesFree)
    {
        _kept = Needed(head);
        _keptUntil = EarliestFor(head, nodesFree.IsNever ? view.Now : nodesFree);
        return nodesFree.IsNever ? nodesFree : _keptUntil;
    }

    public TimeSpan Longest(Demand demand)
    {
        double watts = WattsOf(demand);
        double joules = Math.Min(Left, account.Spare(_keptUntil, _kept));
        return watts <= 0 ? TimeSpan.MaxValue
            : joules < 0 ? TimeSpan.FromTicks(-1)
            : joules / watts < TimeSpan.MaxValue.TotalSeconds / 2 ? SimTime.Length(joules / watts)
            : TimeSpan.MaxValue / 2;
    }

    public void Take(int job)
    {
        TimeSpan length = Length(job);
        account.Take(WattsOf(view.Job(job).Demand) * length.TotalSeconds);
        _running[job] = (view.Now, length);
    }

    // Who ran for longer than it paid for pays the rest; what is given back of a period that is over lapses with it.
    private void GiveBack(int job)
    {
        if (!view.Running.Contains(job) && _running.Remove(job, out var paid))
        {
            TimeSpan spared = paid.Paid - (view.Now - paid.Since);
            if (spared < TimeSpan.Zero || account.IsOpen(paid.Since))
            {
                account.Take(-WattsOf(view.Job(job).Demand) * spared.TotalSeconds);
            }
        }
    }

    private TimeSpan Length(int job)
    {
        TimeSpan left = (view.Job(job).Request.Walltime ?? unknownLength) - view.Job(job).ExecutedTime;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private double WattsOf(Demand demand)
    {
        if (!_watts.TryGetValue(demand.Id, out double watts))
        {
            watts = view.Power.MostAdded(demand);
            _watts.Add(demand.Id, watts);
        }

        return watts;
    }
}
