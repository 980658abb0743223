using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.SimSharp;
using ClusterSim.SimSharp.Benchmarks;
using ClusterSim.Traces;
using ClusterSim.Workloads;

// Prints one row of Markdown for each load: CPU time of this process for an operation, the least of several rounds in
// which the two kernels take turns, and bytes allocated. Each argument is 'TRACE PLATFORM POLICY' of a whole run.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int rounds = 7;
Console.WriteLine("| load | default | SimSharp | ratio | bytes, default | bytes, SimSharp |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach ((int pending, int steps) in new[] { (100, 2_000_000), (10_000, 1_000_000), (1_000_000, 500_000) })
{
    KernelLoad own = new(new EventQueue(), pending), other = new(new SimSharpQueue(2 * pending), pending);
    Row($"hold, {pending:N0} pending", steps, "ns", 1e9, () => own.Hold(steps), () => other.Hold(steps));
    if (pending == 10_000)
    {
        Row("cancel and schedule, 10,000 pending", steps, "ns", 1e9,
            () => own.Cancel(steps), () => other.Cancel(steps));
        Row("move, 10,000 pending", steps, "ns", 1e9,
            () => own.Move(steps), () => other.Move(steps));
    }
}

foreach (string[] run in args.Select(argument => argument.Split(' ')))
{
    Workload workload = Trace.Open(run[0]).ToWorkload();
    Platform platform = Platform.Load(run[1]);
    SimulationOptions options = new();
    Row(
        $"{Path.GetFileName(run[0])}, {run[2]}", 1, "ms", 1e3,
        () => Simulation.Run(workload, platform, PolicyCatalog.Create(run[2]), options),
        () => Simulation.Run(
            workload, platform, PolicyCatalog.Create(run[2]), options with { Kernel = () => new SimSharpQueue() }));
}

static void Row(string load, int steps, string unit, double scale, Action own, Action other)
{
    double[] least = [double.MaxValue, double.MaxValue];
    double[] bytes = new double[2];
    for (int round = 0; round < rounds; round++)
    {
        foreach ((int kernel, Action action) in new[] { (0, own), (1, other) })
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            action();
            double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            bytes[kernel] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)steps;
            least[kernel] = Math.Min(least[kernel], seconds / steps);
        }
    }

    Console.WriteLine(
        $"| {load} | {least[0] * scale:N0} {unit} | {least[1] * scale:N0} {unit} | {least[1] / least[0]:0.0} "
        + $"| {bytes[0]:N0} | {bytes[1]:N0} |");
}
