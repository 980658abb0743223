using System.Collections.Immutable;
using System.Numerics;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The machines of Batsim on our platform: one for each processor of each node, the nodes by name. A node with one
/// core is one machine.
/// </summary>
internal sealed class MachineNumbers
{
    private readonly SchedulingView _view;
    private readonly ProcessorCount _processors;
    private readonly int[] _nodes;
    private readonly int[] _firstMachine;

    public MachineNumbers(SchedulingView view, ProcessorCount processors)
    {
        (_view, _processors) = (view, processors);
        _nodes = BatschedOrder.Nodes(view);
        _firstMachine = new int[_nodes.Length + 1];
        for (int i = 0; i < _nodes.Length; i++)
        {
            var node = view.Platform.Nodes[_nodes[i]];
            _firstMachine[i + 1] = _firstMachine[i] + (processors.CountsGpus ? node.Gpus : node.CpuMilli / 1000);
        }

        Words = ((Math.Max(Count, 1) - 1) >> 6) + 1;
    }

    /// <summary>Number of machines.</summary>
    public int Count => _firstMachine[^1];

    /// <summary>Words of a mask of machines.</summary>
    public int Words { get; }

    /// <summary>
    /// Whether machines can be chosen for a job one by one: its instances ask for one processor each, or all machines
    /// are on one node.
    /// </summary>
    public bool CanHost(int job) =>
        _nodes.Length == 1 || _processors.NeedMilli(job) == 1000L * _view.Job(job).Demand.Instances;

    /// <summary>
    /// Where a job runs that gets these machines; <c>null</c> when its instances do not fit there, as shares of GPUs
    /// may not although their sum does.
    /// </summary>
    public Placement? PlacementOn(ulong[] machines, Demand demand)
    {
        var slices = ImmutableArray.CreateBuilder<PlacementSlice>();
        if (_nodes.Length == 1)
        {
            return TryAdd(0, demand, demand.Instances, slices) ? new Placement(slices.ToImmutable()) : null;
        }

        int place = 0;
        for (int machine = Next(machines, 0); machine >= 0;)
        {
            while (_firstMachine[place + 1] <= machine)
            {
                place++;
            }

            int count = 0;
            for (; machine >= 0 && machine < _firstMachine[place + 1]; machine = Next(machines, machine + 1))
            {
                count++;
            }

            if (!TryAdd(place, demand, count, slices))
            {
                return null;
            }
        }

        return new Placement(slices.ToImmutable());
    }

    private bool TryAdd(int place, Demand demand, int instances, ImmutableArray<PlacementSlice>.Builder slices)
    {
        bool fits = _view.Free.CountFit(_nodes[place], demand, instances) >= instances;
        if (fits)
        {
            _view.Free.AddSlices(_nodes[place], demand, instances, slices);
        }

        return fits;
    }

    private static int Next(ulong[] machines, int from)
    {
        for (int word = from >> 6; word < machines.Length; word++)
        {
            ulong left = machines[word] & (word == from >> 6 ? ulong.MaxValue << (from & 63) : ulong.MaxValue);
            if (left != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(left);
            }
        }

        return -1;
    }
}
