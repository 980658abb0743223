using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Engine.Failures;

/// <summary>Everything that takes nodes, GPUs and links away and gives them back: at random, and as listed.</summary>
internal sealed class FaultSources
{
    private readonly RunState _run;
    private readonly NodeAvailability _nodes;
    private readonly LinkAvailability _links;
    private readonly DeviceIndex _devices;
    private readonly FailureProcess? _nodeFailures, _gpuFailures, _domainFailures, _linkFailures, _spot;
    private readonly int[][] _domains;
    private readonly int _firstSpot;
    private int _listedLeft;

    public FaultSources(RunState run, JobLifecycle jobs, LinkAvailability links)
    {
        (_run, _links) = (run, links);
        _devices = new DeviceIndex(run.Platform.Nodes);
        _nodes = new NodeAvailability(run, jobs, _devices);
        FaultOptions faults = run.Options.Faults;
        var nodes = run.Platform.Nodes;
        ScheduleListed();
        _nodeFailures = Process(
            run.Options.Failures, nodes.Select(node => "failures/" + node.Name), EventCode.NodeFails,
            EventCode.NodeRepaired);
        _gpuFailures = Process(
            faults.Gpus, nodes.SelectMany(node => Gpus("failures/", node)), EventCode.GpuFails, EventCode.GpuRepaired);
        var byTor = nodes.Select((node, index) => (node.Tor, index)).GroupBy(node => node.Tor, node => node.index);
        _domains = faults.Domains is null ? [] : [.. byTor.Select(tor => tor.ToArray())];
        _domainFailures = Process(
            faults.Domains, byTor.Select(tor => "failures/tor/" + tor.Key), EventCode.DomainFails,
            EventCode.DomainRepaired);
        _linkFailures = Process(
            faults.Links,
            Enumerable.Range(0, (run.Topology?.NetworkLinks ?? 0) / 2).Select(cable => Name("failures/link/", cable)),
            EventCode.LinkFails, EventCode.LinkRepaired);
        int firstNode = faults.Spot?.FirstNode(nodes.Length) ?? 0;
        _firstSpot = faults.Spot is { SingleGpus: true } ? _devices.First(firstNode) : firstNode;
        var spotNodes = nodes.Skip(firstNode);
        _spot = Process(
            Spot is { } spot ? new FailureModel(spot.MeanTimeBetweenReclaims, spot.MeanTimeToReturn) : null,
            Spot is { SingleGpus: true }
                ? spotNodes.SelectMany(node => Gpus("spot/", node))
                : spotNodes.Select(node => "spot/" + node.Name),
            EventCode.SpotNoticed, EventCode.SpotReturned);
    }

    /// <summary>Which nodes and GPUs are there.</summary>
    public NodeAvailability Nodes => _nodes;

    /// <summary>Whether something is away, or a listed change is still to come.</summary>
    public bool MayComeBack => _nodes.AnyAway || _listedLeft > 0;

    private SpotModel? Spot => _run.Options.Faults.Spot;

    /// <summary>Carries out what came due.</summary>
    /// <returns><c>false</c> when the code is not one of failures.</returns>
    public bool Process(EventCode code, int subject)
    {
        switch (code)
        {
            case EventCode.NodeFails:
                _nodes.Down(subject, FailureCause.Node);
                _nodeFailures!.AwaitRepair(subject);
                return true;
            case EventCode.NodeRepaired:
                _nodes.Up(subject);
                _nodeFailures!.AwaitFailure(subject);
                return true;
            case EventCode.GpuFails:
                _nodes.GpuDown(subject, FailureCause.Gpu);
                _gpuFailures!.AwaitRepair(subject);
                return true;
            case EventCode.GpuRepaired:
                _nodes.GpuUp(subject);
                _gpuFailures!.AwaitFailure(subject);
                return true;
            case EventCode.DomainFails:
                Array.ForEach(_domains[subject], node => _nodes.Down(node, FailureCause.Domain));
                _domainFailures!.AwaitRepair(subject);
                return true;
            case EventCode.DomainRepaired:
                Array.ForEach(_domains[subject], _nodes.Up);
                _domainFailures!.AwaitFailure(subject);
                return true;
            default:
                return ProcessSpot(code, subject) || ProcessListed(code, subject) || ProcessLink(code, subject);
        }
    }

    private bool ProcessSpot(EventCode code, int subject)
    {
        int unit = subject + _firstSpot;
        switch (code)
        {
            case EventCode.SpotNoticed:
                GiveNotice(unit);
                _run.Queue.Schedule(
                    _run.Now + Spot!.Notice, EventPhase.NodeChange, (int)EventCode.SpotReclaimed, subject);
                return true;
            case EventCode.SpotReclaimed:
                TakeBack(unit);
                _spot!.AwaitRepair(subject);
                return true;
            case EventCode.SpotReturned:
                Return(unit);
                _spot!.AwaitFailure(subject);
                return true;
            default:
                return false;
        }
    }

    private void GiveNotice(int unit)
    {
        (int node, int gpu) = Spot!.SingleGpus ? _devices.At(unit) : (unit, -1);
        if (Spot.Notice > TimeSpan.Zero)
        {
            _run.Emit(EventKind.ReclaimNoticed, node: node, gpus: gpu, value: Spot.Notice.TotalSeconds);
        }

        if (!Spot.SingleGpus)
        {
            _nodes.Close(node, 1);
        }
    }

    private void TakeBack(int unit)
    {
        bool warned = Spot!.Notice > TimeSpan.Zero && Spot.Notice >= _run.Options.Overheads.Checkpoint;
        if (Spot.SingleGpus)
        {
            _nodes.GpuDown(unit, FailureCause.Spot, warned);
            return;
        }

        _nodes.Down(unit, FailureCause.Spot, warned);
        _nodes.Close(unit, -1);
    }

    private void Return(int unit)
    {
        if (Spot!.SingleGpus)
        {
            _nodes.GpuUp(unit);
        }
        else
        {
            _nodes.Up(unit);
        }
    }

    private bool ProcessListed(EventCode code, int subject)
    {
        if (code is not (EventCode.NodeChange or EventCode.OutageBegins or EventCode.OutageEnds))
        {
            return false;
        }

        _listedLeft--;
        Outage outage = code == EventCode.NodeChange ? default : _run.Options.Faults.Listed[subject];
        NodeChange change = code == EventCode.NodeChange
            ? _run.Options.NodeChanges[subject]
            : new NodeChange(_run.Now, outage.Node, code == EventCode.OutageEnds);
        if (code != EventCode.NodeChange && outage.Gpu >= 0)
        {
            ChangeGpu(_devices.Of(outage.Node, outage.Gpu), outage.Cause, change.Up);
        }
        else if (change.Up)
        {
            _nodes.Up(change.Node);
        }
        else
        {
            _nodes.Down(change.Node, code == EventCode.NodeChange ? FailureCause.Listed : outage.Cause);
        }

        return true;
    }

    private void ChangeGpu(int device, FailureCause cause, bool up)
    {
        if (up)
        {
            _nodes.GpuUp(device);
        }
        else
        {
            _nodes.GpuDown(device, cause);
        }
    }

    // The two directions of a cable stand beside each other.
    private bool ProcessLink(EventCode code, int cable)
    {
        if (code is not (EventCode.LinkFails or EventCode.LinkRepaired))
        {
            return false;
        }

        _links.Apply(new LinkChange(_run.Now, 2 * cable, code == EventCode.LinkRepaired ? 1 : 0));
        if (code == EventCode.LinkRepaired)
        {
            _linkFailures!.AwaitFailure(cable);
        }
        else
        {
            _linkFailures!.AwaitRepair(cable);
        }

        return true;
    }

    private void ScheduleListed()
    {
        var changes = _run.Options.NodeChanges;
        var outages = _run.Options.Faults.Listed;
        for (int i = 0; i < changes.Length; i++)
        {
            Schedule(changes[i].Time, EventCode.NodeChange, i);
        }

        for (int i = 0; i < outages.Length; i++)
        {
            Schedule(outages[i].From, EventCode.OutageBegins, i);
            if (!outages[i].To.IsNever)
            {
                Schedule(outages[i].To, EventCode.OutageEnds, i);
            }
        }
    }

    private void Schedule(SimTime time, EventCode code, int index)
    {
        _listedLeft++;
        _run.Queue.Schedule(time, EventPhase.NodeChange, (int)code, index);
    }

    private FailureProcess? Process(
        FailureModel? model, IEnumerable<string> names, EventCode fails, EventCode repaired) =>
        model is null ? null : new FailureProcess(_run, model, names, fails, repaired);

    private static IEnumerable<string> Gpus(string prefix, Node node) =>
        Enumerable.Range(0, node.Gpus).Select(gpu => Name(prefix + node.Name + "/gpu", gpu));

    private static string Name(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}
