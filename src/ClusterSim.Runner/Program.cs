using ClusterSim.Runner;

return await Tool.RunAsync(args, Terminal.OfProcess(), Interruption.Token);
