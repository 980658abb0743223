using static ClusterSim.Tests.Scheduling.NaiveSchedulers;

namespace ClusterSim.Tests.Scheduling;

/// <summary>The keys of the orders as their papers give them, over whole seconds and processors.</summary>
internal static class NaiveOrders
{
    public const int HalfLifeSeconds = 10;

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
        "deadline" => (state, job) => state.Jobs[job].Submit + (2 * state.Jobs[job].Estimate),
        "priority" => (state, job) => -state.Jobs[job].Priority,
        "fair-share" => (state, job) => Usage(state, state.Jobs[job].User),
        _ => throw new ArgumentException(order),
    };

    // What each job of the user held from its start on, weighted by 2^(-age / half-life); to a millionth, so that users
    // with equal usage are equal however it is summed up.
    private static double Usage(State state, int user)
    {
        double rate = Math.Log(2) / HalfLifeSeconds;
        double Weight(double time) => Math.Exp(-rate * (state.Now - time)) / rate;
        double sum = Enumerable.Range(0, state.Jobs.Length)
            .Where(j => state.Jobs[j].User == user && state.Starts[j] >= 0)
            .Sum(j => state.Jobs[j].Size
                * (Weight(Math.Min(state.Now, state.Starts[j] + state.Jobs[j].Run)) - Weight(state.Starts[j])));
        return Math.Round(sum, 6);
    }

    private static double Waited(State state, int job) => state.Now - state.Jobs[job].Submit;

    private static double Age(State state, int job, double weight) =>
        weight * Math.Log10(Math.Max(0.1, state.Jobs[job].Submit));
}
