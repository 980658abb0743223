using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <content>
/// What happens to the other jobs on a GPU when one comes or leaves: their books are brought up to date before, and
/// their shares, rates and ends are set anew after.
/// </content>
internal sealed partial class JobLifecycle
{
    private readonly List<int> _partners = [];
    private readonly bool[] _works = new bool[run.Jobs.Count];

    private void Settle(int job, Placement placement)
    {
        _partners.Clear();
        if (!run.View.Tenants.AnyShared)
        {
            return;
        }

        run.View.Tenants.AddTenants(placement, job, _partners);
        foreach (int partner in _partners)
        {
            CloseAllocation(partner);
            // What starts in this very pass has done nothing yet.
            if (_works[partner])
            {
                Account(partner);
            }
        }
    }

    private void Resettle()
    {
        foreach (int partner in _partners)
        {
            _heldSince[partner] = run.Now;
            OpenAllocation(partner);
            if (_works[partner])
            {
                run.Queue.Cancel(_end[partner]);
                _telemetry.End(partner);
                Continue(partner, run.Progress.Overhead(partner));
            }
        }
    }
}
