using ClusterSim.Scheduling.Backfilling;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>The head of the queue as a chooser says.</summary>
internal sealed class ChosenHead(IJobChooser chooser, bool keepsHead)
{
    private const int None = -1;

    private readonly VisibleJobs _visible = new(ChoosingPolicy.MaxVisible);
    private int _head = None;

    /// <summary>Rank of the job that goes next; -1 when none waits.</summary>
    public int Next(SchedulingPass pass)
    {
        SchedulingView view = pass.View;
        if (!keepsHead || _head == None || !view.Pending.Contains(_head))
        {
            ReadOnlySpan<int> visible = _visible.Of(view, pass.Queue);
            _head = visible.IsEmpty ? None : visible[chooser.Choose(view, visible)];
        }

        return _head == None ? None : pass.Queue.RankOf(_head);
    }
}
