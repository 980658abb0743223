using ClusterSim.Randomness;
using ClusterSim.Scheduling;

namespace ClusterSim.Tests.Engine;

/// <summary>Starts, stops, moves and resizes jobs at random, and asks for the impossible now and then.</summary>
internal sealed class RandomPolicy(int seed, bool sleeps = false, bool limits = false) : ISchedulingPolicy
{
    private readonly RandomStream _random = new(seed, "policy");

    public string Name => "random";

    public void Schedule(SchedulingView view, Plan plan)
    {
        foreach (int job in view.Running)
        {
            Disturb(view, plan, job);
            if (limits)
            {
                Limit(plan, job);
            }
        }

        for (int node = 0; sleeps && node < view.Platform.Nodes.Length; node++)
        {
            plan.SetPower(node, _random.NextInt(40) == 0 ? NodePower.Asleep : NodePower.On);
        }

        foreach (int job in view.Pending)
        {
            if (_random.NextInt(10) > 0 && FirstFitInOrder.Place(view.Free, view.Job(job).Demand) is { } placement)
            {
                Assert.That(
                    plan.Start(job, placement),
                    Is.EqualTo(RefusalReason.None).Or.EqualTo(RefusalReason.AlreadyPlanned));
            }
        }

        plan.WakeAt(view.Now + TimeSpan.FromSeconds(1 + _random.NextInt(30)));
    }

    private void Limit(Plan plan, int job)
    {
        switch (_random.NextInt(6))
        {
            case 0:
                plan.SetFrequency(job, 500 + _random.NextInt(501));
                break;
            case 1:
                plan.CapPower(job, 60 + _random.NextInt(300));
                break;
            case 2:
                plan.SetFrequency(job, null);
                plan.CapPower(job, null);
                break;
            default:
                break;
        }
    }

    private void Disturb(SchedulingView view, Plan plan, int job)
    {
        Demand demand = view.Job(job).Demand;
        switch (_random.NextInt(20))
        {
            case 0:
                plan.Preempt(job);
                break;
            case 1 when FirstFitInOrder.Place(view.Free, demand) is { } elsewhere:
                plan.Migrate(job, elsewhere);
                break;
            case 2 when FirstFitInOrder.Place(view.Free, demand.WithInstances(1 + _random.NextInt(3)))
                is { } resized:
                plan.Resize(job, resized);
                break;
            case 3:
                plan.Migrate(
                    job, new Placement([new PlacementSlice(_random.NextInt(7), 1, (ulong)_random.NextInt(16))]));
                break;
            default:
                break;
        }
    }
}
