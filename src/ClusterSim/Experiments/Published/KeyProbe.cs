using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Published;

/// <summary>Schedules nothing; reads the key that an order gives a waiting job at a moment.</summary>
internal sealed class KeyProbe(IJobOrder order, int job, SimTime moment) : ISchedulingPolicy
{
    public string Name => "key-probe";

    /// <summary>The key; NaN until the moment has come.</summary>
    public double Key { get; private set; } = double.NaN;

    public void Begin(SchedulingView view) => order.Begin(view);

    public void Schedule(SchedulingView view, Plan plan)
    {
        order.BeginPass(view);
        if (view.Now == moment)
        {
            Key = order.Key(view.Job(job));
        }
    }
}
