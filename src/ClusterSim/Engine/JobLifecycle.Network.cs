namespace ClusterSim.Engine;

/// <content>What the traffic of jobs that came or left does to the pace of the others.</content>
internal sealed partial class JobLifecycle
{
    private readonly List<int> _otherPace = [];

    // Once for all that happened at this instant; those that start now get their pace when they do.
    private void SolveNetwork()
    {
        if (run.Network is not { IsDirty: true } network)
        {
            return;
        }

        _otherPace.Clear();
        network.Solve(run.Now, _otherPace);
        foreach (int job in _otherPace)
        {
            if (_works[job])
            {
                ChangeRate(job);
            }
        }
    }
}
