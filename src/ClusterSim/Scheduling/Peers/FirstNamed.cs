using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The machines of lowest number that are free, as batsched's selector <c>basic</c>; machines are numbered by name.
/// </summary>
internal sealed class FirstNamed(SchedulingView view) : IPlacement
{
    private readonly int[] _order = BatschedOrder.Nodes(view);
    private readonly NodeChoice _choice = new();

    public string Name => "first-named";

    public Placement? Place(FreeResources free, Demand demand)
    {
        _choice.Begin(demand);
        foreach (int node in free.CannotFit(demand) ? [] : _order)
        {
            int fit = free.CountFit(node, demand, _choice.Missing);
            if (fit > 0)
            {
                _choice.Add(node, fit);
            }

            if (_choice.Missing == 0)
            {
                return _choice.ToPlacement(free, demand);
            }
        }

        return null;
    }
}
