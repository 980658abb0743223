using System.Collections.Immutable;
using ClusterSim.Engine.Rates;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Training;

/// <summary>The training jobs of a run, and the rates that they have.</summary>
internal sealed class TrainingJobs : IRateFactor
{
    private readonly TrainingJob?[] _jobs;
    private readonly JobTable _table;
    private readonly ImmutableArray<string> _models;
    private readonly double _sharedSpeed;
    private readonly bool[] _slowed;
    private readonly double[] _speed;

    public TrainingJobs(JobTable table, Platform platform, TrainingOptions options)
    {
        _table = table;
        _jobs = new TrainingJob?[table.Count];
        (_slowed, _speed) = (new bool[table.Count], new double[table.Count]);
        for (int job = 0; job < _jobs.Length; job++)
        {
            Job spec = table.Workload.Jobs[job];
            if (spec.Profile.Training is not null)
            {
                _jobs[job] = new TrainingJob(spec);
                table.Training[job] = _jobs[job]!.Report;
                _speed[job] = 1 / options.SlowdownByApplication.GetValueOrDefault(spec.Request.Application, 1);
                Any = true;
            }
        }

        _models = Any ? [.. platform.Nodes.Select(node => node.GpuModel)] : [];
        _sharedSpeed = 1 - options.SharedNodeSlowdown;
    }

    /// <summary>Whether there are any.</summary>
    public bool Any { get; }

    /// <summary>The training job; <c>null</c> for a job of another kind.</summary>
    public TrainingJob? this[int job] => _jobs[job];

    /// <summary>The job begins to run, or runs on, where it is placed now.</summary>
    public void Allocate(int job) => _jobs[job]?.Allocate(_table.Demand[job], _table.Placement[job]!, _models);

    public double Of(in PlacedJob job) => 
        _jobs[job.Index]!.Rate * _speed[job.Index] * (_slowed[job.Index] ? _sharedSpeed : 1);

    public TimeSpan NextChange(in PlacedJob job) => _jobs[job.Index]!.EpochGoal;

    /// <summary>
    /// The running jobs on several nodes that share, or no longer share, a node with another such job, so that their
    /// rate changes.
    /// </summary>
    public IEnumerable<int> Slowed(JobSet running)
    {
        if (!Any || _sharedSpeed == 1)
        {
            yield break;
        }

        int[] spread = new int[_models.Length];
        CountSpread(running, spread);
        foreach (int job in running)
        {
            Placement placement = _table.Placement[job]!;
            bool slowed = _jobs[job] is not null && placement.NodeCount > 1
                && placement.Slices.Any(slice => spread[slice.Node] > 1);
            if (slowed != _slowed[job])
            {
                _slowed[job] = slowed;
                yield return job;
            }
        }
    }

    private void CountSpread(JobSet running, int[] spread)
    {
        foreach (int job in running)
        {
            Placement placement = _table.Placement[job]!;
            int last = -1;
            foreach (PlacementSlice slice in placement.NodeCount > 1 ? placement.Slices : [])
            {
                spread[slice.Node] += slice.Node != last ? 1 : 0;
                last = slice.Node;
            }
        }
    }
}
