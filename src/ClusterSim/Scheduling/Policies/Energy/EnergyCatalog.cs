using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>The catalog's entries for policies that save energy.</summary>
internal static class EnergyCatalog
{
    public const string IdleShutdown = "idle-shutdown", PowerLimit = "gpu-power-limit", PowerCap = "power-cap",
        Ces = "ces", EnergyBudget = "energy-budget", GpuFrequency = "gpu-frequency";

    private const string Base = "base", Own = "chosen by this project",
        ZeusSource = "You et al., NSDI 2023 (Zeus)", CesSource = "Hu et al., SC 2021 (Helios), and its artefact";

    private static readonly PolicyOption s_base = new(
        Base, "easy", "the name of another policy; its options follow as base.<option>", "Who schedules.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        new(IdleShutdown, "Another policy, with idle nodes put to sleep and woken up for jobs that wait.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                s_base,
                new("idle-time", "break-even", "a length of time such as 90s, 30m or 2h, or break-even",
                    "How long a node is idle before it sleeps; break-even: what the transitions cost over what sleep "
                    + "saves.", "energy down and up over idle less sleeping power"),
                new("warm-nodes", "0", "a whole number from 0", "Idle nodes that stay awake.", Own),
                new("cycles-per-day", "none", "a whole number from 1, or none",
                    "How often a node may fall asleep in a day.", Own),
            ],
            MakeIdleShutdown),
        new(
            Ces,
            "Another policy, with as many nodes awake as a forecast says are needed, after Helios' energy service.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                s_base,
                new("step", "10m", "a length of time such as 90s, 30m or 2h", "Time between two decisions.", CesSource),
                new("history", "6", "a whole number of steps", "Steps whose mean the present use is held against.",
                    CesSource + ": Earth"),
                new("history-threshold", "1", "nodes, 0 or more", "How far use must lie below that mean.",
                    CesSource + ": Earth"),
                new("forecast-threshold", "1", "nodes, 0 or more", "How far it must lie above the forecast of 3 h.",
                    CesSource + ": Earth"),
                new("least-nodes", "5", "a whole number from 1", "Fewest nodes that are put to sleep at once.",
                    CesSource + ": Earth"),
                new("buffer", "5", "a whole number from 1", "Nodes awake beyond those in use.", CesSource + ": Earth"),
                new("keep", "12", "a whole number of steps", "Steps without sleep after nodes were woken.", CesSource),
            ],
            MakeCes),
        new(PowerLimit, "Another policy, with the power of the GPUs of every job limited.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                s_base,
                new("limit", "0.5", "a share from 0.1 to 1 of the GPU's greatest power, or zeus",
                    "The limit; zeus: the one of the least cost by eta.", ZeusSource + ": V100 at 125 of 250 W"),
                new("eta", "0.5", "a number from 0 to 1", "How much energy counts against time; only with limit zeus.",
                    ZeusSource),
            ],
            MakePowerLimit),
        new(PowerCap, "EASY backfilling with watts reserved like nodes under a cap on the cluster's power.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                PolicyParts.Placement("first-fit"),
                new("cap", "0.8", "a share from 0.1 to 1 of the power of the cluster with everything busy", "The cap.",
                    "after Dutot et al., CCGRID 2017"),
            ],
            MakePowerCap),
        new(EnergyBudget, "EASY backfilling under a budget of energy that accrues over a period.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                PolicyParts.Placement("first-fit"),
                new("budget", "0.8", "a share from 0.1 to 1 of the energy of the cluster with everything busy",
                    "The budget, idle nodes included.", Own),
                new("period", "1d", "a length of time such as 90s, 30m, 2h or 7d",
                    "How long the budget accrues until it begins anew, and what a job without a walltime pays for.",
                    Own),
                new("unused", "lapses", "one of lapses, carries-over", "What happens to energy left after a period.",
                    Own + ": the paper has one period"),
            ],
            MakeEnergyBudget),
        new(GpuFrequency, "Another policy, with the core frequency of the GPUs of every job set as it starts.",
            PolicyMaturity.Simplified, usesWalltimes: true,
            [
                s_base,
                new("frequency", "least-energy", "a share from 0.5 to 1 of the greatest frequency, or least-energy",
                    "The frequency; least-energy: that of the job's least energy within the slowdown and the deadline.",
                    "after Wang and Chu, arXiv 2104.00486"),
                new("slowdown", "1.1", "a number from 1 to 10",
                    "Greatest run time over that at the greatest frequency; only with least-energy.", Own),
            ],
            MakeGpuFrequency),
    ];

    private static readonly ImmutableArray<(string Name, Func<bool> Make)> s_unused =
        [("lapses", () => false), ("carries-over", () => true)];

    private static SleepingPolicy? MakeIdleShutdown(OptionValues values)
    {
        IdleShutdownOptions options = new()
        {
            IdleTime = values.Text("idle-time") == "break-even" ? null : values.Length("idle-time", orZero: true),
            WarmNodes = values.Text("warm-nodes") == "0" ? 0 : values.Whole("warm-nodes"),
            CyclesPerDay = values.Text("cycles-per-day") == "none" ? null : values.Whole("cycles-per-day"),
        };
        return BaseOf(values) is { } wrapped
            ? new SleepingPolicy(IdleShutdown, wrapped, new IdleTimeRule(options), OwnOf(values))
            : null;
    }

    private static SleepingPolicy? MakeCes(OptionValues values)
    {
        CesOptions options = new()
        {
            Step = values.Length("step"),
            History = values.Whole("history"),
            HistoryThreshold = values.Number("history-threshold", 0, 1e6),
            ForecastThreshold = values.Number("forecast-threshold", 0, 1e6),
            LeastNodes = values.Whole("least-nodes"),
            Buffer = values.Whole("buffer"),
            Keep = values.Whole("keep"),
        };
        return BaseOf(values) is { } wrapped
            ? new SleepingPolicy(Ces, wrapped, new CesRule(options), OwnOf(values))
            : null;
    }

    private static LimitingPolicy? MakePowerLimit(OptionValues values)
    {
        double? share = values.Text("limit") == "zeus" ? null : values.Number("limit", 0.1, 1);
        double eta = values.Number("eta", 0, 1);
        return BaseOf(values) is { } wrapped
            ? new LimitingPolicy(PowerLimit, wrapped, new PowerLimitRule(share, eta), OwnOf(values))
            : null;
    }

    private static LimitingPolicy? MakeGpuFrequency(OptionValues values)
    {
        int? permille = values.Text("frequency") == "least-energy"
            ? null
            : (int)Math.Round(1000 * values.Number("frequency", FrequencyCurve.LeastPermille / 1000.0, 1));
        double slowdown = values.Number("slowdown", 1, 10);
        return BaseOf(values) is { } wrapped
            ? new LimitingPolicy(GpuFrequency, wrapped, new FrequencyRule(permille, slowdown), OwnOf(values))
            : null;
    }

    private static PowerCapPolicy? MakePowerCap(OptionValues values)
    {
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        double cap = values.Number("cap", 0.1, 1);
        return values.Good ? new PowerCapPolicy(placement!, cap, values.Text("cap")) : null;
    }

    private static EnergyBudgetPolicy? MakeEnergyBudget(OptionValues values)
    {
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        EnergyBudgetOptions options = new()
        {
            Share = values.Number("budget", 0.1, 1),
            Period = values.Length("period"),
            CarriesOver = values.Choice("unused", s_unused),
        };
        return values.Good ? new EnergyBudgetPolicy(placement!, options, OwnOf(values)) : null;
    }

    private static ISchedulingPolicy? BaseOf(OptionValues values)
    {
        try
        {
            ISchedulingPolicy wrapped = PolicyCatalog.Create(values.Text(Base), values.ForBase);
            return values.Good ? wrapped : null;
        }
        catch (PolicyException problem)
        {
            values.Refuse(problem.Problems);
            return null;
        }
    }

    private static ImmutableSortedDictionary<string, string> OwnOf(OptionValues values) =>
        All.Single(policy => policy.Name == values.PolicyName).Options.Where(option => option.Name != Base)
            .ToImmutableSortedDictionary(o => o.Name, o => values.Text(o.Name), StringComparer.Ordinal);
}
