using ClusterSim.Benchmarks.Loads;
using ClusterSim.Benchmarks.Quick;
using ClusterSim.Engine;
if (args.Length>0 && args[0]=="--prof") { var q3=new SlotQueue(30000,1000); var w3=q3.ToWorkload(); for(int i=0;i<400;i++) Simulation.Run(w3,q3.Platform,new FirstComeFirstServed()); return; }
if (args.Length>0 && args[0].StartsWith("--try"))
{
    foreach (int k in args[0]=="--try-e" ? Array.Empty<int>() : [100,10_000,1_000_000])
    {
        var h = new HoldModel(k); int n = 1_000_000;
        h.Bare(n); h.Kernel(n);
        var m = Measurement.OfEach(5, () => h.Bare(n), () => h.Kernel(n));
        Console.WriteLine($"K={k}: bare {m[0].Cpu.TotalNanoseconds/n:F0} ns {m[0].AllocatedBytes} B, kernel {m[1].Cpu.TotalNanoseconds/n:F0} ns {m[1].AllocatedBytes} B, ratio {m[1].Cpu/m[0].Cpu:F2}");
    }
    foreach (int small in new[]{3000,30000,300000}){ var q2=new SlotQueue(small,1000); var w2=q2.ToWorkload(); int reps=1_000_000/small; var z=Measurement.OfEach(4, ()=>{for(int i=0;i<reps;i++) q2.BareLoop();}, ()=>{for(int i=0;i<reps;i++) Simulation.Run(w2,q2.Platform,new FirstComeFirstServed());}); Console.WriteLine($"{small}: bare {z[0].Cpu.TotalNanoseconds/small/reps:F0} engine {z[1].Cpu.TotalNanoseconds/small/reps:F0}"); }
    int jobs=1_000_000;
    var q = new SlotQueue(jobs, 1000); var w=q.ToWorkload(); var p=q.Platform;
    long wait=0; RunResult? r=null;
    for(int i=0;i<6;i++){ GC.Collect(); var c=(GC.CollectionCount(0),GC.CollectionCount(1),GC.CollectionCount(2)); var pt=GC.GetTotalPauseDuration(); var t0=Environment.CpuUsage; r=Simulation.Run(w,p,new FirstComeFirstServed()); var t1=Environment.CpuUsage; Console.WriteLine($"user {(t1.UserTime-t0.UserTime).TotalMilliseconds} kernel {(t1.PrivilegedTime-t0.PrivilegedTime).TotalMilliseconds} gcs {GC.CollectionCount(0)-c.Item1} {GC.CollectionCount(1)-c.Item2} {GC.CollectionCount(2)-c.Item3} pause {(GC.GetTotalPauseDuration()-pt).TotalMilliseconds}"); }
    var e = Measurement.OfEach(args[0]=="--try-e" ? 8 : 3, () => wait=q.BareLoop(), () => r=Simulation.Run(w,p,new FirstComeFirstServed()));
    Console.WriteLine($"bare {e[0].Cpu.TotalNanoseconds/jobs:F0} ns/job, engine {e[1].Cpu.TotalNanoseconds/jobs:F0} ns/job {e[1].AllocatedBytes/jobs} B/job, ratio {e[1].Cpu/e[0].Cpu:F2}; waits {wait} {r!.Jobs.Sum(j=>j.TotalWaitTime.Ticks)}");
    return;
}
