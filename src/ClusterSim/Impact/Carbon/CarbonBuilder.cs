using ClusterSim.Engine;
using ClusterSim.Engine.Power;

namespace ClusterSim.Impact.Carbon;

/// <summary>Sums up the emissions of a run.</summary>
internal sealed class CarbonBuilder(RunResult run, CarbonOptions options)
{
    private const double GramsPerKg = 1000;

    /// <summary>The emissions; <c>null</c> when none were accounted for.</summary>
    public CarbonMetrics? Build()
    {
        if (run.Carbon is not { } grams)
        {
            return null;
        }

        double busyHours = run.Jobs.Sum(job => job.BusyGpuSeconds) / 3600;
        double? embodied = Installed(model => options.Of(model)?.TypicalKg / options.LifetimeHours);
        return new CarbonMetrics
        {
            OperationalKg = grams.Total / GramsPerKg,
            JobsKg = run.Jobs.Sum(job => job.CarbonGrams ?? 0) / GramsPerKg,
            IdleKg = grams.Of(PowerAccount.Idle) / GramsPerKg,
            EmbodiedKg = embodied,
            EmbodiedLowKg = Installed(model => options.Of(model)?.LowKg / options.LongLifetimeHours),
            EmbodiedHighKg = Installed(model => options.Of(model)?.HighKg / options.LifetimeHours),
            EmbodiedJobsKg = Held(),
            SciGramsPerBusyGpuHour = busyHours > 0
                ? (grams.Total + ((embodied ?? 0) * GramsPerKg)) / busyHours
                : null,
            MeanIntensity = grams.Kwh > 0 ? grams.Total / grams.Kwh : null,
        };
    }

    /// <summary>Embodied carbon of what a job held, in kilograms; <c>null</c> when a model is unknown.</summary>
    public double? OfJob(int job)
    {
        if (run.HeldModels is not { } held)
        {
            return run.Jobs[job].AllocatedGpuSeconds / 3600 * PerHour(OnlyModel());
        }

        double? sum = 0;
        for (int model = 0; model < held.Models.Count; model++)
        {
            double seconds = held.Seconds(job, model);
            sum = seconds == 0 ? sum : sum + (seconds / 3600 * PerHour(held.Models[model]));
        }

        return sum;
    }

    private double? Held()
    {
        double? sum = 0;
        for (int job = 0; job < run.Jobs.Length; job++)
        {
            sum = run.Jobs[job].AllocatedGpuSeconds == 0 ? sum : sum + OfJob(job);
        }

        return sum;
    }

    private double? Installed(Func<string, double?> kgPerHour)
    {
        double hours = (run.EndTime - Time.SimTime.Zero).TotalHours;
        double? sum = 0;
        foreach (var model in run.Platform.Nodes.Where(node => node.Gpus > 0).GroupBy(node => node.GpuModel))
        {
            sum += model.Sum(node => node.Gpus) * hours * kgPerHour(model.Key);
        }

        return sum;
    }

    private double? PerHour(string model) => options.Of(model)?.TypicalKg / options.LifetimeHours;

    private string OnlyModel() => run.Platform.Nodes.First(node => node.Gpus > 0).GpuModel;
}
