using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// Jobs of one GPU each that queue first come, first served for a number of GPUs at load 0.9, with Poisson arrivals and
/// exponential run times: as a bare loop over arrays and a heap, and as a workload for the engine.
/// </summary>
internal sealed class SlotQueue
{
    private readonly long[] _submit,
        _runTime;
    private readonly int _slots;

    public SlotQueue(int jobs, int slots)
    {
        _slots = slots;
        (_submit, _runTime) = (new long[jobs], new long[jobs]);
        RandomStream random = new(1, "slot-queue");
        const double MeanRunSeconds = 1_000;
        double now = 0;
        for (int i = 0; i < jobs; i++)
        {
            now += -Math.Log(1 - random.NextDouble()) * MeanRunSeconds / (0.9 * slots);
            _submit[i] = SimTime.FromSeconds(now).Ticks;
            _runTime[i] = SimTime.Length(-Math.Log(1 - random.NextDouble()) * MeanRunSeconds).Ticks;
        }
    }

    public Platform Platform =>
        new()
        {
            Name = "slots",
            Nodes =
            [
                new Node
                {
                    Name = "pool",
                    Gpus = _slots,
                    CpuLimited = false,
                },
            ],
        };

    public Workload ToWorkload()
    {
        JobRequest request = new() { PerInstance = new ResourceVector(Gpus: 1) };
        var jobs = new Job[_submit.Length];
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i] = new Job
            {
                Id = i.ToString(System.Globalization.CultureInfo.InvariantCulture),
                SubmitTime = new SimTime(_submit[i]),
                Request = request,
                Profile = new JobProfile { RunTime = new TimeSpan(_runTime[i]) },
            };
        }

        return new Workload(jobs);
    }

    /// <summary>The same two events for each job without anything around them.</summary>
    /// <returns>Sum of all waiting times in ticks.</returns>
    public long BareLoop()
    {
        PriorityQueue<int, long> ends = new();
        int free = _slots,
            next = 0,
            head = 0;
        long waited = 0;
        while (next < _submit.Length || ends.Count > 0)
        {
            bool arrival = next < _submit.Length && (!ends.TryPeek(out _, out long end) || _submit[next] < end);
            long now;
            if (arrival)
            {
                now = _submit[next++];
            }
            else
            {
                ends.TryDequeue(out _, out now);
                free++;
            }

            while (free > 0 && head < next)
            {
                free--;
                waited += now - _submit[head];
                ends.Enqueue(head, now + _runTime[head]);
                head++;
            }
        }

        return waited;
    }
}
