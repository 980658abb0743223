using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Conservative backfilling that writes down what each job was promised when it arrived, and fails when a promise is
/// ever moved later.
/// </summary>
internal sealed class PromiseKeeper(IJobOrder order) : ISchedulingPolicy
{
    private readonly Conservative _conservative = new();
    private SchedulingPass _pass = null!;
    private SimTime[] _promised = [];

    public string Name => "promise-keeper";

    /// <summary>What each job was promised in the pass in which it arrived; its start if it started at once.</summary>
    public SimTime[] FirstPromise { get; private set; } = [];

    public void Begin(SchedulingView view)
    {
        _pass = new SchedulingPass(view, new PendingQueue(view, order, trackWalltimes: true), new FirstFit());
        _promised = JobTable.Never(view.JobCount);
        FirstPromise = JobTable.Never(view.JobCount);
        _conservative.Begin(_pass);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        _pass.Begin(plan);
        _conservative.Run(_pass);
        foreach (int job in view.Queued)
        {
            FirstPromise[job] = _conservative.PromisedStart(job) ?? view.Now;
        }

        foreach (int job in view.Pending)
        {
            SimTime promise = _conservative.PromisedStart(job)!.Value;
            Assert.That(promise, Is.LessThanOrEqualTo(_promised[job]), $"job {job}");
            Assert.That(promise, Is.GreaterThan(view.Now), $"job {job}");
            _promised[job] = promise;
        }
    }
}
