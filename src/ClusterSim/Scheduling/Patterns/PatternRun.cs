using ClusterSim.Events;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>What the actions of one run share.</summary>
internal sealed class PatternRun
{
    public PatternRun(SchedulingView view, PatternDrivenOptions options, bool baseGoesByPriority)
    {
        (View, Options, BaseGoesByPriority) = (view, options, baseGoesByPriority);
        Rails = new GuardRails(options, view.JobCount);
        Utilizations = new Utilizations(view.JobCount);
        Groups = new JobGroups(view);
        Users = new UserLoad(view, Groups);
        Held = new HeldJobs(this);
        Places = new BetterPlaces(view);
    }

    public SchedulingView View { get; }

    public PatternDrivenOptions Options { get; }

    /// <summary>Whether the base policy takes notice of priorities.</summary>
    public bool BaseGoesByPriority { get; }

    public GuardRails Rails { get; }

    public Utilizations Utilizations { get; }

    public JobGroups Groups { get; }

    public UserLoad Users { get; }

    public HeldJobs Held { get; }

    public BetterPlaces Places { get; }

    /// <summary>Grows with everything that may make a difference to the base policy.</summary>
    public long Changes { get; private set; }

    /// <summary>Whether somebody else than a job waits who is not held back.</summary>
    public bool OthersWait(int job)
    {
        int itself = View.Pending.Contains(job) && !Held.Contains(job) ? 1 : 0;
        return View.Pending.Count - Held.Count > itself;
    }

    /// <summary>Notes that an action on a job was carried out.</summary>
    public void NoteAction(int job)
    {
        Changes++;
        Rails.NoteAction(job, View.Now);
    }

    /// <summary>Notes that something became different for the base policy.</summary>
    public void NoteChange() => Changes++;

    public void Observe(in SimulationEvent happened)
    {
        Utilizations.Observe(happened);
        Users.Observe(happened);
        Held.Observe(happened);
    }
}
