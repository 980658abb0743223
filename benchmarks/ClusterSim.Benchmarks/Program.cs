using ClusterSim.Benchmarks.Loads;
using ClusterSim.Benchmarks.Quick;
using ClusterSim.Engine;
if (args.Length>0 && args[0].StartsWith("--try"))
{
    foreach (int k in args[0]=="--try-e" ? Array.Empty<int>() : [100,10_000,1_000_000])
    {
        var h = new HoldModel(k); int n = 1_000_000;
        h.Bare(n); h.Kernel(n);
        var m = Measurement.OfEach(5, () => h.Bare(n), () => h.Kernel(n));
        Console.WriteLine($"K={k}: bare {m[0].Cpu.TotalNanoseconds/n:F0} ns {m[0].AllocatedBytes} B, kernel {m[1].Cpu.TotalNanoseconds/n:F0} ns {m[1].AllocatedBytes} B, ratio {m[1].Cpu/m[0].Cpu:F2}");
    }
    int jobs=1_000_000;
    var q = new SlotQueue(jobs, 1000); var w=q.ToWorkload(); var p=q.Platform;
    long wait=0; RunResult? r=null;
    var e = Measurement.OfEach(args[0]=="--try-e" ? 8 : 3, () => wait=q.BareLoop(), () => r=Simulation.Run(w,p,new FirstComeFirstServed()));
    Console.WriteLine($"bare {e[0].Cpu.TotalNanoseconds/jobs:F0} ns/job, engine {e[1].Cpu.TotalNanoseconds/jobs:F0} ns/job {e[1].AllocatedBytes/jobs} B/job, ratio {e[1].Cpu/e[0].Cpu:F2}; waits {wait} {r!.Jobs.Sum(j=>j.TotalWaitTime.Ticks)}");
    return;
}
