using System.Numerics;
using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

/// <summary>
/// What must hold however jobs come to share GPUs. The engine itself compares free and held resources after every
/// change; here a policy that shares at random counts beside it, from the placements alone, who is where, and
/// integrates each job's work from the definition of the model of interference.
/// </summary>
public class SharingPropertyTests
{
    private static readonly UtilizationInterference Interference = new();

    [FsCheck.NUnit.Property(MaxTest = 40, EndSize = 1000)]
    public void EveryJobDoesExactlyItsWorkAtTheSpeedsOfTheModel(int seed)
    {
        RandomStream random = new(seed, "model");
        Workload workload = new(Enumerable.Range(0, 40).Select(i => RandomJob(i, random)));
        SharingAtRandom policy = new(seed);
        RunResult result = Simulation.Run(
            workload, Model.Gpus(3, 4), policy, new SimulationOptions { Interference = Interference });

        for (int i = 0; i < result.Jobs.Length; i++)
        {
            double work = workload.Jobs[i].Profile.RunTime.TotalSeconds;
            Assert.That(result.Jobs[i].Status, Is.EqualTo(JobStatus.Completed));
            // Each change of partners rounds to a tick, and there are at most a few hundred.
            Assert.That(policy.WorkOf(i), Is.EqualTo(work).Within(1e-4), $"work of job {i}");
        }

        Assert.That(
            result.Jobs.Sum(job => job.AllocatedGpuSeconds), Is.EqualTo(policy.HeldGpuSeconds).Within(1e-3),
            "the shares of the tenants of a GPU add up to the time for which it is held");
        Assert.That(
            result.Jobs.Sum(job => job.BusyGpuSeconds), Is.LessThanOrEqualTo(policy.HeldGpuSeconds + 1e-3));
    }

    private static Job RandomJob(int i, RandomStream random)
    {
        Job job = Model.Job($"j{i}", random.NextInt(200), 1 + random.NextInt(3), 1 + random.NextInt(90));
        return job with
        {
            Profile = job.Profile with
            {
                Signature = new JobSignature { Name = "x", GpuUtilization = random.NextInt(101) },
            },
        };
    }

    private sealed class SharingAtRandom(int seed) : ISchedulingPolicy
    {
        private readonly RandomStream _random = new(seed, "policy");
        private readonly Dictionary<int, double> _work = [], _speeds = [];
        private SimTime _last;
        private int _heldGpus;

        public string Name => "sharing at random";

        public double HeldGpuSeconds { get; private set; }

        public double WorkOf(int job) => _work.GetValueOrDefault(job);

        public void Schedule(SchedulingView view, Plan plan)
        {
            double passed = (view.Now - _last).TotalSeconds;
            foreach ((int job, double speed) in _speeds)
            {
                _work[job] = WorkOf(job) + (speed * passed);
            }

            HeldGpuSeconds += _heldGpus * passed;
            _last = view.Now;
            foreach (int job in view.Running)
            {
                Disturb(view, plan, job);
            }

            foreach (int job in view.Pending)
            {
                _ = _random.NextInt(3) == 0
                    && plan.Share(job, Somewhere(view.Job(job).Demand)) == RefusalReason.None;
            }

            plan.WakeAt(view.Now + TimeSpan.FromSeconds(1 + _random.NextInt(9)));
            Count(view);
        }

        private void Disturb(SchedulingView view, Plan plan, int job)
        {
            switch (_random.NextInt(16))
            {
                case 0:
                    plan.Preempt(job);
                    break;
                case 1:
                    plan.Share(job, Somewhere(view.Job(job).Demand));
                    break;
                case 2:
                    plan.Migrate(job, Somewhere(view.Job(job).Demand));
                    break;
                default:
                    break;
            }
        }

        private Placement Somewhere(Demand demand)
        {
            int[] gpus = [0, 1, 2, 3];
            ulong mask = 0;
            for (int i = 0; i < demand.Instances; i++)
            {
                int pick = i + _random.NextInt(4 - i);
                (gpus[i], gpus[pick]) = (gpus[pick], gpus[i]);
                mask |= 1UL << gpus[i];
            }

            return new Placement([new PlacementSlice(_random.NextInt(3), demand.Instances, mask)]);
        }

        private void Count(SchedulingView view)
        {
            _speeds.Clear();
            ulong[] held = new ulong[view.Free.NodeCount];
            foreach (int job in view.Running)
            {
                PlacementSlice mine = view.Job(job).Placement!.Slices[0];
                held[mine.Node] |= mine.GpuMask;
                double slowest = 1;
                for (ulong left = mine.GpuMask; left != 0; left &= left - 1)
                {
                    ulong gpu = left & (~left + 1);
                    double sum = 0;
                    int tenants = 0;
                    foreach (int other in view.Running)
                    {
                        PlacementSlice theirs = view.Job(other).Placement!.Slices[0];
                        bool there = theirs.Node == mine.Node && (theirs.GpuMask & gpu) != 0;
                        sum += there ? Utilization(view, other) : 0;
                        tenants += there ? 1 : 0;
                    }

                    slowest = tenants > 1
                        ? Math.Min(slowest, Math.Clamp(1.033 - (0.00214 * Math.Max(0, sum - 50)), 0.4, 1))
                        : slowest;
                }

                _speeds.Add(job, slowest);
            }

            _heldGpus = held.Sum(mask => BitOperations.PopCount(mask));
        }

        private static double Utilization(SchedulingView view, int job) => view.Job(job).Signature!.GpuUtilization;
    }
}
