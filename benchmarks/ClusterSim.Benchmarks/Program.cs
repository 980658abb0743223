using BenchmarkDotNet.Running;
using ClusterSim.Benchmarks.Quick;

if (args is ["--quick", .. var names])
{
    QuickTable.Print(Console.Out, names);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(QuickTable).Assembly).Run(args);
}
