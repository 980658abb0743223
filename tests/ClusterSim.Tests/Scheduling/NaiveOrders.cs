using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The keys of the orders as their papers give them, over whole seconds and processors.</summary>
internal static class NaiveOrders
{
    public static NaiveKey Of(string order) => order switch
    {
        "fifo" => (_, _) => 0,
        "sjf" => (state, job) => state.Jobs[job].Estimate,
        "ljf" => (state, job) => -state.Jobs[job].Estimate,
        "saf" => (state, job) => state.Jobs[job].Estimate * state.Jobs[job].Size,
        "wfp3" => (state, job) => -Math.Pow(Waited(state, job) / state.Jobs[job].Estimate, 3) * state.Jobs[job].Size,
        "unicef" => (state, job) =>
            -Waited(state, job) / (Math.Log2(state.Jobs[job].Size + 1e-15) * state.Jobs[job].Estimate),
        "f1" => (state, job) => (Math.Log10(state.Jobs[job].Estimate) * state.Jobs[job].Size) + Age(state, job, 870),
        "f2" => (state, job) => (Math.Sqrt(state.Jobs[job].Estimate) * state.Jobs[job].Size) + Age(state, job, 25_600),
        "f3" => (state, job) => (state.Jobs[job].Estimate * state.Jobs[job].Size) + Age(state, job, 6_860_000),
        "f4" => (state, job) => (state.Jobs[job].Estimate * Math.Sqrt(state.Jobs[job].Size)) + Age(state, job, 530_000),
        _ => throw new ArgumentException(order),
    };

    private static double Waited(State state, int job) => state.Now - state.Jobs[job].Submit;

    private static double Age(State state, int job, double weight) =>
        weight * Math.Log10(Math.Max(0.1, state.Jobs[job].Submit));
}
