using ClusterSim.Optimization;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>
/// The linear programs of Gavel (OSDI 2020, section 4): shares of time of jobs on GPU models. Jobs that are alike in
/// every coefficient are one row of variables and get equal shares.
/// </summary>
internal sealed class ShareProgram
{
    // Among the best allocations the one of greatest total is taken; this little is given up for it.
    private const double TotalWeight = 1e-5;

    private readonly List<(ShareJob Job, List<ShareJob> Alike, double[] Gain)> _groups = [];
    private readonly IReadOnlyList<int> _gpus;
    private readonly int _jobs;

    /// <summary>Programs over these jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="gpus">GPUs of each model.</param>
    /// <param name="gain">What a job gains from all its time on each model; 0 where it must not run.</param>
    public ShareProgram(IReadOnlyList<ShareJob> jobs, IReadOnlyList<int> gpus, Func<ShareJob, double[]> gain)
    {
        (_gpus, _jobs) = (gpus, jobs.Count);
        foreach (ShareJob job in jobs)
        {
            double[] gains = gain(job);
            int at = _groups.FindIndex(group => group.Job.Gpus == job.Gpus && group.Gain.SequenceEqual(gains));
            if (at >= 0)
            {
                _groups[at].Alike.Add(job);
            }
            else
            {
                _groups.Add((job, [job], gains));
            }
        }
    }

    private int Variables => _groups.Count * _gpus.Count;

    /// <summary>Makes the least gain of any job as great as it can be, and shares accordingly.</summary>
    public void MaximiseLeast()
    {
        LinearProgram program = new(Variables + 1);
        program.Objective[Variables] = 1;
        for (int at = 0; at < _groups.Count; at++)
        {
            Span<double> least = program.AddRow(RowRelation.AtMost, 0);
            least[Variables] = _groups[at].Alike.Count;
            for (int model = 0; model < _gpus.Count; model++)
            {
                least[Variable(at, model)] = -_groups[at].Gain[model];
                program.Objective[Variable(at, model)] = TotalWeight * _groups[at].Gain[model] / _jobs;
            }
        }

        Solve(program);
    }

    /// <summary>Makes the sum of all gains as great as it can be, and shares accordingly.</summary>
    /// <param name="due">
    /// Jobs that must be so fast. Without any it always succeeds.
    /// </param>
    /// <returns>Whether all of them can be.</returns>
    public bool TryMaximiseTotal(IReadOnlyList<(ShareJob Job, double Speed)> due)
    {
        Separate(due);
        LinearProgram program = new(Variables);
        for (int at = 0; at < _groups.Count; at++)
        {
            for (int model = 0; model < _gpus.Count; model++)
            {
                program.Objective[Variable(at, model)] = _groups[at].Gain[model];
            }
        }

        foreach ((ShareJob job, double speed) in due)
        {
            int at = _groups.FindIndex(group => group.Job == job);
            Span<double> fast = program.AddRow(RowRelation.AtLeast, speed);
            for (int model = 0; model < _gpus.Count; model++)
            {
                fast[Variable(at, model)] = job.Speed[model];
            }
        }

        return Solve(program);
    }

    // Who has a deadline is like nobody else.
    private void Separate(IReadOnlyList<(ShareJob Job, double Speed)> due)
    {
        foreach ((ShareJob job, _) in due)
        {
            int at = _groups.FindIndex(group => group.Alike.Contains(job));
            double[] gain = _groups[at].Gain;
            _groups[at].Alike.Remove(job);
            if (_groups[at].Alike.Count == 0)
            {
                _groups.RemoveAt(at);
            }
            else
            {
                _groups[at] = (_groups[at].Alike[0], _groups[at].Alike, gain);
            }

            _groups.Add((job, [job], gain));
        }
    }

    private int Variable(int group, int model) => (group * _gpus.Count) + model;

    private bool Solve(LinearProgram program)
    {
        AddCapacity(program);
        LinearSolution solution = new SimplexSolver().Solve(program);
        if (solution.Status == LinearStatus.Infeasible)
        {
            return false;
        }

        for (int at = 0; at < _groups.Count; at++)
        {
            foreach (ShareJob job in _groups[at].Alike)
            {
                for (int model = 0; model < _gpus.Count; model++)
                {
                    double share = solution.Values[Variable(at, model)] / _groups[at].Alike.Count;
                    job.Share[model] = share < 1e-9 ? 0 : Math.Min(share, 1);
                }
            }
        }

        return true;
    }

    private void AddCapacity(LinearProgram program)
    {
        for (int at = 0; at < _groups.Count; at++)
        {
            Span<double> time = program.AddRow(RowRelation.AtMost, _groups[at].Alike.Count);
            for (int model = 0; model < _gpus.Count; model++)
            {
                time[Variable(at, model)] = 1;
                if (_groups[at].Gain[model] <= 0 || _groups[at].Job.Gpus > _gpus[model])
                {
                    program.Upper[Variable(at, model)] = 0;
                }
            }
        }

        for (int model = 0; model < _gpus.Count; model++)
        {
            Span<double> used = program.AddRow(RowRelation.AtMost, _gpus[model]);
            for (int at = 0; at < _groups.Count; at++)
            {
                used[Variable(at, model)] = _groups[at].Job.Gpus;
            }
        }
    }
}
