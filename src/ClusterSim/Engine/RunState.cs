using ClusterSim.Engine.Flows;
using ClusterSim.Engine.Power;
using ClusterSim.Engine.Rates;
using ClusterSim.Engine.Training;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Scheduling;
using ClusterSim.Signals;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Everything that a run changes, in one place.</summary>
internal sealed class RunState
{
    public RunState(Workload workload, Platform platform, SimulationOptions options, EventStream events)
    {
        (Workload, Platform, Options, Events) = (workload, platform, options, events);
        Demands = new DemandTable(platform);
        Jobs = new JobTable(workload, Demands);
        NodeCatalog catalog = new(platform, Demands.NodeClass);
        TrialResources free = new(catalog, Demands.LimitedApplications, Demands.GpuKinds);
        View = new SchedulingView(platform, Jobs, free, options.Signals, options.Seed)
        {
            Latency = options.Latency,
            Decisions = options.Decisions,
            PreemptionCostOf = options.Overheads.OfPreemption,
            Power = new ClusterPower(
                platform, new NodeDraws(platform, options.Power?.BaseWatts ?? 0), options.Power?.Sleep),
            UnsavedProgressOf = UnsavedProgress,
        };
        Cluster = new ClusterState(catalog, free) { Tenants = View.Tenants };
        Memory = new SharedGpuMemory(workload, platform, Jobs, View.Tenants);
        Speeds = new SharedSpeeds(workload, options.Interference, Jobs, View.Tenants);
        Traits = new JobTraits(workload);
        Progress = new JobProgress(Traits, Jobs.Count, options.Overheads.PeriodicCheckpoint);
        Accounts = new JobAccounts(workload, Traits);
        Training = new TrainingJobs(Jobs, platform, options.Training);
        Topology = NetworkTopology.Of(platform);
        Network = JobNetwork.Of(Jobs, platform, Topology, options.LinkContention);
        View.Topology = Topology;
        if (Network is { } network)
        {
            (View.LinkUtilizationOf, View.IsLinkSaturatedOf) = (network.Gauges.Utilization, network.Gauges.IsTight);
        }

        Limits = new GpuLimits(Jobs.Count, platform, View.Power.Draws);
        Rates = new JobRates(workload, platform, catalog, Training, Network, Limits);
        Sleep = new NodeSleep(this);
        Queue = options.Kernel();
        if (options.Power is { } power)
        {
            Emissions = MeterOf(options.Signals?.Carbon);
            EnergyCosts = MeterOf(options.Signals?.EnergyPrice);
            IPowerObserver[] meters = [.. new[] { Emissions, EnergyCosts }.OfType<SignalMeter>()];
            Power = new PowerMeter(this, power with { Observers = [.. power.Observers, .. meters] });
        }

        Models = HeldModels.NamesOf(platform).Count > 1 ? new HeldModels(platform, Jobs.Count) : null;
    }

    public Workload Workload { get; }

    public Platform Platform { get; }

    public SimulationOptions Options { get; }

    public EventStream Events { get; }

    /// <summary>Requests as they read on this platform.</summary>
    public DemandTable Demands { get; }

    public JobTable Jobs { get; }

    public ClusterState Cluster { get; }

    public SchedulingView View { get; }

    public JobTraits Traits { get; }

    public JobProgress Progress { get; }

    public JobAccounts Accounts { get; }

    public TrainingJobs Training { get; }

    public JobRates Rates { get; }

    /// <summary>The links of the platform; <c>null</c> when it describes none.</summary>
    public NetworkTopology? Topology { get; }

    /// <summary>The traffic on them; <c>null</c> when no job sends anything.</summary>
    public JobNetwork? Network { get; }

    /// <summary>Speeds of jobs that share GPUs.</summary>
    public SharedSpeeds Speeds { get; }

    /// <summary>The memory of GPUs that jobs share.</summary>
    public SharedGpuMemory Memory { get; }

    public IEventQueue Queue { get; }

    /// <summary>Limits on the power and the frequency of jobs' GPUs.</summary>
    public GpuLimits Limits { get; }

    /// <summary>Which nodes sleep.</summary>
    public NodeSleep Sleep { get; }

    /// <summary>The accounts of power; <c>null</c> when nobody asked for them.</summary>
    public PowerMeter? Power { get; }

    /// <summary>Emissions of the power; <c>null</c> without power or without a carbon intensity.</summary>
    public SignalMeter? Emissions { get; }

    /// <summary>What the energy costs; <c>null</c> without power or without a price of electricity.</summary>
    public SignalMeter? EnergyCosts { get; }

    /// <summary>Which GPU models jobs held; <c>null</c> where there is only one.</summary>
    public HeldModels? Models { get; }

    public SimTime Now
    {
        get => View.Now;
        set => View.Now = value;
    }

    /// <summary>Whether something happened that a scheduling pass must look at.</summary>
    public bool PassNeeded { get; set; }

    /// <summary>What a running job has done since its last checkpoint.</summary>
    public TimeSpan UnsavedProgress(int job)
    {
        TimeSpan done = Progress.DoneAt(job, Now);
        return Progress.Unsaved(job, Now, Checkpoints.LastWritten(Workload.Jobs[job].Profile, done));
    }

    private SignalMeter? MeterOf(Signal? signal) =>
        signal is null ? null : new SignalMeter(signal, Options.Signals!.Clock, Jobs.Count);

    public void Emit(EventKind kind, int job = -1, int node = -1, int gpus = 0, double value = 0, int detail = 0) =>
        Events.Emit(new SimulationEvent(Now, kind, job, node, gpus, value, detail));
}
