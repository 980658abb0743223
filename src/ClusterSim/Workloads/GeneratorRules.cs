using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Workloads;

/// <summary>What must hold for generator options. All problems are reported at once.</summary>
internal sealed class GeneratorRules
{
    private const double MaxRunSeconds = 1e8;

    private readonly List<string> _problems = [];

    public static void Check(GeneratorOptions options)
    {
        GeneratorRules rules = new();
        rules.Range("Jobs", options.Jobs, 0, 100_000_000);
        rules.Check(options.Arrivals);
        rules.Range("Jobs / Arrivals.JobsPerHour (hours)", options.Jobs / options.Arrivals.JobsPerHour, 0, 1e7);
        rules.Check(options.RunTimes);
        rules.Check(options.Sizes);
        rules.Check(options.Users);
        rules.Range("Walltimes.Share", options.Walltimes.Share, 0, 1);
        rules.Range("Walltimes.MinAccuracy", options.Walltimes.MinAccuracy, 0.01, 1);
        rules.Check(options.Behaviors);
        if (options.Lublin is { } lublin)
        {
            rules.Check(options, lublin);
        }

        if (options.Injection is { } injection)
        {
            rules.Check(options, injection);
        }

        if (rules._problems.Count > 0)
        {
            throw new WorkloadException(string.Join(Environment.NewLine, rules._problems));
        }
    }

    private void Check(ArrivalOptions arrivals)
    {
        Range("Arrivals.JobsPerHour", arrivals.JobsPerHour, 1e-6, 1e9);
        Range("Arrivals.DiurnalAmplitude", arrivals.DiurnalAmplitude, 0, 1);
        Range("Arrivals.PeakHour", arrivals.PeakHour, 0, 24);
        Range("Arrivals.BurstRatio", arrivals.BurstRatio, 1, 1000);
        Range("Arrivals.BurstShare", arrivals.BurstShare, 0.001, 0.999);
        Range("Arrivals.MeanBurst (s)", arrivals.MeanBurst.TotalSeconds, 1, 1e7);
        Range("Arrivals.MeanBatch", arrivals.MeanBatch, 1, 10_000);
    }

    private void Check(GeneratorOptions options, LublinOptions lublin)
    {
        Range("Lublin.MachineSize", lublin.MachineSize, 4, 1_000_000);
        Range("Lublin.SerialShare", lublin.SerialShare, 0, 1);
        Range("Lublin.PowerOfTwoShare", lublin.PowerOfTwoShare, 0, 1);
        Sum("Lublin.SerialShare + PowerOfTwoShare", lublin.SerialShare + lublin.PowerOfTwoShare);
        Unused("Arrivals", options.Arrivals == new ArrivalOptions());
        Unused("RunTimes", options.RunTimes == new RunTimeOptions());
        Unused("Behaviors", options.Behaviors == new BehaviorOptions());
        Unused("Sizes", options.Sizes with { Gpus = [], Cores = [] } == new SizeOptions { Gpus = [], Cores = [] });
    }

    private void Check(GeneratorOptions options, InjectionOptions injection)
    {
        _problems.AddRange(InjectionRules.ProblemsOf(injection));
        Unused("Behaviors", options.Behaviors == new BehaviorOptions(), "injected behaviours take its place");
        Unused("Lublin", options.Lublin is null, "behaviours are not injected into its jobs");
    }

    private void Unused(string path, bool isDefault, string why = "the Lublin model has its own")
    {
        if (!isDefault)
        {
            _problems.Add($"{path}: found a change, expected the default: {why}");
        }
    }

    private void Check(RunTimeOptions runTimes)
    {
        Range("RunTimes.Median", runTimes.Median.TotalSeconds, 1e-3, MaxRunSeconds);
        Range("RunTimes.Sigma", runTimes.Sigma, 0, 5);
        Range("RunTimes.TailIndex", runTimes.TailIndex, 0.01, 100);
        Range("RunTimes.Min", runTimes.Min.TotalSeconds, 1, MaxRunSeconds);
        Range("RunTimes.FailedShare", runTimes.FailedShare, 0, 1);
        Range("RunTimes.CancelledShare", runTimes.CancelledShare, 0, 1);
        Sum("RunTimes.FailedShare + CancelledShare", runTimes.FailedShare + runTimes.CancelledShare);
        if (!(runTimes.Max > runTimes.Min) || runTimes.Max.TotalSeconds > MaxRunSeconds)
        {
            _problems.Add(
                $"RunTimes.Max: found {runTimes.Max}, expected more than RunTimes.Min ({runTimes.Min}), at most 1e8 s");
        }
    }

    private void Check(SizeOptions sizes)
    {
        Weights("Sizes.Gpus", sizes.Gpus);
        Weights("Sizes.Cores", sizes.Cores);
        Range("Sizes.GpusPerInstance", sizes.GpusPerInstance, 1, 1000);
        Range("Sizes.FractionalShare", sizes.FractionalShare, 0, 1);
        Range("Sizes.CoresPerGpu", sizes.CoresPerGpu, 0, 1000);
        Range("Sizes.MemoryGiBPerGpu", sizes.MemoryGiBPerGpu, 0, 1_000_000);
        Range("Sizes.CpuOnlyShare", sizes.CpuOnlyShare, 0, 1);
        Range("Sizes.MaxNetworkSensitivity", sizes.MaxNetworkSensitivity, 0, 1);
        foreach (SizeWeight size in sizes.Gpus.IsDefault ? [] : sizes.Gpus)
        {
            if (sizes.GpusPerInstance > 0 && size.Size > sizes.GpusPerInstance
                && size.Size % sizes.GpusPerInstance != 0)
            {
                _problems.Add(
                    $"Sizes.Gpus: found {size.Size} GPUs, expected at most Sizes.GpusPerInstance "
                    + $"({sizes.GpusPerInstance}) or a multiple of it");
            }
        }
    }

    private void Check(UserOptions users)
    {
        Range("Users.Users", users.Users, 1, 100_000);
        Range("Users.UserExponent", users.UserExponent, 0, 5);
        Range("Users.Applications", users.Applications, 1, 100_000);
        Range("Users.ApplicationExponent", users.ApplicationExponent, 0, 5);
    }

    private void Check(BehaviorOptions behaviors)
    {
        Range("Behaviors.LowUtilizationShare", behaviors.LowUtilizationShare, 0, 1);
        Range("Behaviors.IdleTailShare", behaviors.IdleTailShare, 0, 1);
        Range("Behaviors.UnusedGpusShare", behaviors.UnusedGpusShare, 0, 1);
        Range("Behaviors.RetryLoopShare", behaviors.RetryLoopShare, 0, 0.99);
        Range("Behaviors.LongDataLoadingShare", behaviors.LongDataLoadingShare, 0, 1);
        Range("Behaviors.LongCompilationShare", behaviors.LongCompilationShare, 0, 1);
        Sum(
            "Behaviors: sum of the shares of jobs with one behaviour",
            behaviors.LowUtilizationShare + behaviors.IdleTailShare + behaviors.UnusedGpusShare
                + behaviors.LongDataLoadingShare + behaviors.LongCompilationShare);
    }

    private void Weights(string path, ImmutableArray<SizeWeight> sizes)
    {
        bool valid = !sizes.IsDefault && sizes.Any(size => size.Weight > 0)
            && sizes.All(size => size is { Size: >= 1 and <= 1_000_000, Weight: >= 0 and < 1e9 });
        if (!valid)
        {
            _problems.Add($"{path}: expected sizes from 1 to 1000000 with weights of 0 or more, at least one above 0");
        }
    }

    private void Range(string path, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
        {
            _problems.Add(
                string.Create(CultureInfo.InvariantCulture, $"{path}: found {value}, expected {min} to {max}"));
        }
    }

    private void Sum(string path, double sum)
    {
        if (sum > 1 + 1e-9)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: found {sum}, expected at most 1"));
        }
    }
}
