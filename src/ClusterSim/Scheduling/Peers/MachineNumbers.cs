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
    private readonly int[] _nodes;
    private readonly int[] _firstMachine;

    public MachineNumbers(SchedulingView view, ProcessorCount processors, string policy)
    {
        _view = view;
        _nodes = BatschedOrder.Nodes(view);
        _firstMachine = new int[_nodes.Length + 1];
        for (int i = 0; i < _nodes.Length; i++)
        {
            var node = view.Platform.Nodes[_nodes[i]];
            _firstMachine[i + 1] = _firstMachine[i] + (processors.CountsGpus ? node.Gpus : node.CpuMilli / 1000);
        }

        Words = ((Math.Max(Count, 1) - 1) >> 6) + 1;
        CheckInstances(processors, policy);
    }

    /// <summary>Number of machines.</summary>
    public int Count => _firstMachine[^1];

    /// <summary>Words of a mask of machines.</summary>
    public int Words { get; }

    /// <summary>
    /// Where a job runs that gets these machines; <c>null</c> when its instances do not fit there, as shares of GPUs
    /// may not although their sum does.
    /// </summary>
    public Placement? PlacementOn(ulong[] machines, Demand demand)
    {
        var slices = ImmutableArray.CreateBuilder<PlacementSlice>();
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

            // On one node instances may have several machines each.
            int instances = _nodes.Length == 1 ? demand.Instances : count;
            if (_view.Free.CountFit(_nodes[place], demand, instances) < instances)
            {
                return null;
            }

            _view.Free.AddSlices(_nodes[place], demand, instances, slices);
        }

        return new Placement(slices.ToImmutable());
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

    private void CheckInstances(ProcessorCount processors, string policy)
    {
        for (int job = 0; job < _view.JobCount && _nodes.Length > 1; job++)
        {
            Demand demand = _view.Job(job).Demand;
            if (processors.NeedMilli(job) != 1000L * demand.Instances)
            {
                throw new InvalidOperationException(
                    $"job '{_view.Job(job).Id}': found instances that do not ask for one processor each, expected "
                    + $"such only: '{policy}' gives each instance one machine. On a platform of one node any do.");
            }
        }
    }
}
