namespace ClusterSim.Workloads.Injection;

/// <summary>
/// A quantity over the life of a job that is constant between steps. Times are whole seconds of progress. Changing a
/// stretch leaves the rest alone, so that changes of overlapping stretches add up in any order that their functions
/// allow (minimum, maximum).
/// </summary>
internal sealed class StepLevels
{
    private readonly List<(long Start, double Value)> _steps;

    public StepLevels(double value) => _steps = [(0, value)];

    /// <summary>The steps by ascending start; the first starts at 0.</summary>
    public IReadOnlyList<(long Start, double Value)> Steps => _steps;

    public double At(long seconds) => _steps[IndexAt(seconds)].Value;

    /// <summary>Sets everything from a moment on.</summary>
    public void SetFrom(long start, double value)
    {
        if (start <= 0)
        {
            _steps.Clear();
            _steps.Add((0, value));
            return;
        }

        _steps.RemoveAll(step => step.Start >= start);
        _steps.Add((start, value));
    }

    /// <summary>Replaces the level over a stretch by a function of what it was.</summary>
    public void Map(long from, long until, Func<double, double> change)
    {
        if (until <= from)
        {
            return;
        }

        Cut(from);
        Cut(until);
        for (int i = 0; i < _steps.Count; i++)
        {
            if (_steps[i].Start >= from && _steps[i].Start < until)
            {
                _steps[i] = (_steps[i].Start, change(_steps[i].Value));
            }
        }
    }

    public void Set(long from, long until, double value) => Map(from, until, _ => value);

    public void Cap(long from, long until, double most) => Map(from, until, value => Math.Min(value, most));

    public void Raise(long from, long until, double least) => Map(from, until, value => Math.Max(value, least));

    private void Cut(long at)
    {
        int i = IndexAt(at);
        if (_steps[i].Start != at && at >= 0)
        {
            _steps.Insert(i + 1, (at, _steps[i].Value));
        }
    }

    private int IndexAt(long seconds)
    {
        int i = _steps.Count - 1;
        while (i > 0 && _steps[i].Start > seconds)
        {
            i--;
        }

        return i;
    }
}
