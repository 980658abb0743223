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
    public void MaximiseTotal()
    {
        LinearProgram program = new(Variables);
        for (int at = 0; at < _groups.Count; at++)
        {
            for (int model = 0; model < _gpus.Count; model++)
            {
                program.Objective[Variable(at, model)] = _groups[at].Gain[model];
            }
        }

        Solve(program);
    }

    private int Variable(int group, int model) => (group * _gpus.Count) + model;

    private void Solve(LinearProgram program)
    {
        AddCapacity(program);
        LinearSolution solution = new SimplexSolver().Solve(program);
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
