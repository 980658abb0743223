using ClusterSim.Behavior;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Starts waiting jobs of the same user and application on slower GPU models than the job that was found ran on, where
/// their requests allow it and no earlier job could use them. Benefit: the reference GPU time of the faster model that
/// stays free, less what the job takes longer.
/// </summary>
internal sealed class SmallerGpuAction : IPatternAction
{
    // How many earlier jobs are asked whether they could use the place: our choice, a bound of the cost.
    private const int AskedAhead = 100;

    private readonly PatternRun _run;
    private readonly double[] _speed;
    private readonly WatchedGroups _offers = new();
    private readonly Dictionary<int, double> _limit = [];
    private readonly OfferedJobs _offered;

    public SmallerGpuAction(PatternRun run)
    {
        _run = run;
        Platform platform = run.View.Platform;
        Dictionary<string, double> speeds = platform.GpuModels.ToDictionary(
            model => model.Name, model => model.RelativeSpeed, StringComparer.Ordinal);
        _speed = [.. platform.Nodes.Select(node => speeds.GetValueOrDefault(node.GpuModel, 1))];
        _offered = new OfferedJobs(run);
    }

    public RecommendedAction Kind => RecommendedAction.SmallerGpu;

    public bool ActsOnGroup => true;

    public ActionRefusal TryApply(Advice advice, Plan plan)
    {
        if (_run.View.Job(advice.Job).Placement is not { } placement)
        {
            return ActionRefusal.JobChanged;
        }

        double limit = placement.Slices.Max(slice => _speed[slice.Node]);
        if (!_speed.Any(speed => speed < limit))
        {
            return ActionRefusal.NothingBetter;
        }

        int group = _run.Groups.ApplicationOf(advice.Job);
        _limit[group] = limit;
        _offers.Watch(group, _run.View.Now + _run.Options.HoldLimit, advice);
        ActionRefusal last = ActionRefusal.None;
        foreach (int job in _run.Groups.OfApplication(advice.Job).Where(_run.View.Pending.Contains).ToArray())
        {
            last = Offer(job, limit, advice, plan);
        }

        return last;
    }

    public void BeginPass(Plan plan)
    {
        IReadOnlyList<int> queued = _run.View.Queued;
        for (int i = 0; !_offers.IsEmpty && i < queued.Count; i++)
        {
            int group = _run.Groups.ApplicationOf(queued[i]);
            if (_run.View.Pending.Contains(queued[i]) && _offers.Find(group, _run.View.Now) is { } offer)
            {
                Offer(queued[i], _limit[group], offer.Advice, plan);
            }
        }
    }

    public void Observe(in Events.SimulationEvent happened) => _offered.Observe(happened);

    private ActionRefusal Offer(int job, double limit, Advice advice, Plan plan)
    {
        ActionRefusal refusal = _run.Rails.Check(job, _run.View.Now);
        if (refusal != ActionRefusal.None || _run.Held.Contains(job))
        {
            return refusal;
        }

        JobView offered = _run.View.Job(job);
        if (offered.Demand.TotalGpus == 0 || !AcceptsSlower(offered.Demand, limit))
        {
            return ActionRefusal.NotAllowed;
        }

        if (_run.Places.OnNodes(offered, node => _speed[node] < limit) is not { } place || IsWantedAhead(job))
        {
            return ActionRefusal.NothingBetter;
        }

        if (plan.Start(job, place) != RefusalReason.None)
        {
            return ActionRefusal.PlanRefused;
        }

        advice.Account.CountApplication(advice.What.ExpectedGpuSeconds);
        _run.NoteAction(job);
        double slowest = place.Slices.Min(slice => _speed[slice.Node]);
        _offered.Add(job, advice, slowest / limit, _run.View.Now);
        return ActionRefusal.None;
    }

    private bool AcceptsSlower(Demand demand, double limit)
    {
        for (int node = 0; node < _speed.Length; node++)
        {
            if (_speed[node] < limit && _run.View.Free.Accepts(node, demand))
            {
                return true;
            }
        }

        return false;
    }

    // Nobody who came earlier may lose his turn to an offer.
    private bool IsWantedAhead(int job)
    {
        int asked = 0;
        foreach (int ahead in _run.View.Pending)
        {
            if (ahead >= job)
            {
                break;
            }

            if (++asked > AskedAhead || _run.Places.OnNodes(_run.View.Job(ahead), _ => true) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
