using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Experiments;

/// <summary>All filters, and how their texts are read.</summary>
internal static class FilterForms
{
    private const double Milli = 1000;

    public static ImmutableArray<FilterForm> All { get; } =
    [
        Change("window", "FROM..TO", "keeps jobs submitted from FROM to before TO; time 0 moves to FROM", Window),
        Change("first", "N", "keeps the first N jobs",
            value => FilterValues.Count(value) is { } count ? (jobs, _) => jobs.Take(count) : null),
        Change("shift", "LENGTH", "moves all submissions, later or earlier (-1h)",
            value => DurationText.TryParse(value, out TimeSpan by) ? (jobs, _) => jobs.Shift(by) : null),
        Change("sample", "SHARE or N, [@SEED]", "keeps a random part of the jobs", FilterSamples.OfJobs),
        Change("sample-users", "SHARE[@SEED]", "keeps all jobs of a random part of the users", FilterSamples.OfUsers),
        Change("sample-per-user", "SHARE[@SEED]", "keeps the same random share of every user's jobs",
            value => FilterSamples.OfEach(value, job => job.Request.User)),
        Change("sample-per-queue", "SHARE[@SEED]", "keeps the same random share of every queue's jobs",
            value => FilterSamples.OfEach(value, job => job.Request.Queue)),
        Change("scale-load", "FACTOR", "multiplies the load by dividing the times between submissions",
            value => FilterValues.Positive(value) is { } factor ? (jobs, _) => jobs.ScaleLoad(factor) : null),
        Change("target-load", "LOAD[@gpus|cores|memory]", "scales to an offered load on the platform", TargetLoad.Read)
            with { NeedsPlatform = true },
        Change("estimates", "user|exact[:FACTOR]", "sets what schedulers are told of run times", Estimated),
        Change("arrivals-per-minute", "N", "submits N jobs at the beginning of each minute, whenever they came",
            value => FilterValues.Count(value) is { } count ? (jobs, _) => jobs.ArriveInBatches(count) : null),
        Change("read-as", "pai-sim", "rounds and caps requests as the simulator of Alibaba's PAI trace does",
            value => value == "pai-sim" ? ReadAsPai : null) with { NeedsPlatform = true },
        Change("signatures", "FILE[@SEED] or profile",
            "fills in what jobs do to their GPUs: drawn from measurements such as single_data.csv of Lucid, or the "
                + "means of their own utilization",
            SignatureMix.Read) with { NamesPaths = true },
        Change("tensor-skews", "models[@SEED]",
            "tells how skewed the tensors of each job's model are; jobs that name none draw one (synthetic)",
            TensorSkewForm.Read),
        Change("group-means", "all", "fills in estimates by user and group: means over the whole trace (synthetic)",
            value => value == "all" ? (jobs, _) => jobs.WithGroupMeans() : null),
        Change("deadlines", "FACTOR[;FACTOR][@SEED]",
            "wants each job done within one of these multiples of its run time, drawn at random (synthetic)",
            DeadlineForm.Read),
        Change("communication", CommunicationForm.Form,
            "lets jobs of several GPUs send what measured applications do (synthetic)", CommunicationForm.Read),
        Change("train", TrainingForm.Named, "lets jobs train the measured applications that they name",
            TrainingForm.ByName) with { NamesPaths = true },
        Change("train-mix", TrainingForm.Mixed, "lets jobs train applications of their GPU time's class (synthetic)",
            TrainingForm.ByClass) with { NamesPaths = true },
        Change("losses", "SEED", "lets training jobs report synthetic losses",
            value => FilterValues.Seed(value) is { } seed ? (jobs, _) => jobs.Losses(seed) : null),
        Class("user", job => [job.Request.User]),
        Class("queue", job => [job.Request.Queue]),
        Class("application", job => [job.Request.Application]),
        Class("model", job => job.Request.GpuModels.IsEmpty ? ["any"] : job.Request.GpuModels),
        Class("status", job => [job.Profile.Outcome.ToString().ToLowerInvariant()], "completed|failed|cancelled,..."),
        Range("gpus", "MIN..MAX", FilterValues.Number, job => job.Request.TotalGpuMilli / Milli),
        Range("cores", "MIN..MAX", FilterValues.Number, job => job.Request.TotalCpuMilli / Milli),
        Range("run-time", "MIN..MAX", FilterValues.Seconds, job => job.Profile.RunTime.TotalSeconds),
        Range("walltime", "MIN..MAX", FilterValues.Seconds, job => job.Request.Walltime?.TotalSeconds),
    ];

    /// <summary>The filter; <c>null</c> and a problem when the text is none.</summary>
    public static WorkloadFilter? Parse(string text, out string problem)
    {
        string trimmed = text.Trim();
        int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
        bool not = equals > 0 && trimmed[equals - 1] == '!';
        string name = equals < 0 ? trimmed : trimmed[..(not ? equals - 1 : equals)].TrimEnd();
        string[] names = [.. All.Select(form => form.Name)];
        FilterForm? form = All.FirstOrDefault(known => known.Name == name);
        if (form is null || equals < 0)
        {
            problem = form is null
                ? $"found filter '{name}', {NearestName.Expected(name, names)}"
                : $"found '{trimmed}', expected {form.Name}={form.Form}";
            return null;
        }

        string value = trimmed[(equals + 1)..].Trim();
        Func<Workload, Platform?, Workload>? change = not ? Negated(form, value) : Plain(form, value, trimmed);
        problem = $"filter '{name}': found '{(not ? "!" : "")}={value}', expected {form.Name}={form.Form}"
            + (form.Condition is null ? "" : $" or {form.Name}!={form.Form}");
        return change is null ? null : new WorkloadFilter(trimmed, change, form.NeedsPlatform);
    }

    /// <summary>The text of a filter with its relative paths as <paramref name="locate"/> finds them.</summary>
    public static string Located(string text, Func<string, string> locate)
    {
        string name = text.Split('=')[0].Trim();
        if (All.FirstOrDefault(form => form.Name == name) is not { NamesPaths: true })
        {
            return text;
        }

        string value = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        int end = value.IndexOf('@', StringComparison.Ordinal);
        string paths = end < 0 ? value : value[..end];
        return value == SignatureMix.Profile
            ? text
            : $"{name}={string.Join(';', paths.Split(';', StringSplitOptions.TrimEntries).Select(locate))}"
                + value[paths.Length..];
    }

    private static Func<Workload, Platform?, Workload>? Plain(FilterForm form, string value, string text) =>
        form.Read is { } read ? read(value)
        : form.Condition!(value) is { } holds ? (jobs, _) => jobs.Where(holds, text)
        : null;

    private static Func<Workload, Platform?, Workload>? Negated(FilterForm form, string value) =>
        form.Condition?.Invoke(value) is { } holds
            ? (jobs, _) => jobs.Where(job => !holds(job), $"{form.Name}!={value}")
            : null;

    private static FilterForm Change(
        string name, string form, string description, Func<string, Func<Workload, Platform?, Workload>?> read) =>
        new(name, form, description, Read: read);

    private static FilterForm Class(
        string name, Func<Job, ImmutableArray<string>> of, string form = "NAME,...") => new(
        name, form, $"keeps jobs with one of these, by {name}",
        Condition: value => FilterValues.Names(value) is { } names ? job => of(job).Any(names.Contains) : null);

    private static FilterForm Range(
        string name, string form, Func<string, double?> bound, Func<Job, double?> of) => new(
        name, form, $"keeps jobs whose {name} lies between these, both included; either may be left out",
        Condition: value => FilterValues.Range(value, bound) is var (min, max)
            ? job => of(job) is { } found && found >= min && found <= max
            : null);

    private static Func<Workload, Platform?, Workload>? Window(string value)
    {
        if (!value.Contains("..", StringComparison.Ordinal)
            || FilterValues.Range(value, FilterValues.Seconds) is not var (from, to)
            || from >= to)
        {
            return null;
        }

        SimTime start = double.IsFinite(from) ? SimTime.FromSeconds(from) : SimTime.Zero;
        return (jobs, _) =>
        {
            SimTime end = double.IsFinite(to) ? SimTime.FromSeconds(to) : jobs.LastSubmit + TimeSpan.FromTicks(1);
            return end <= start ? new Workload([], jobs.Source) : jobs.Window(start, end);
        };
    }

    private static Workload ReadAsPai(Workload jobs, Platform? platform) =>
        jobs.AsPaiSimulatorReads(platform!.TotalGpus, platform.TotalCpuMilli);

    private static Func<Workload, Platform?, Workload>? Estimated(string value) =>
        EstimateText.Parse(value) is { Source: { } source } choice
            ? (jobs, _) => Estimated(jobs, source, choice.Factor)
            : null;

    private static Workload Estimated(Workload jobs, EstimateSource source, double factor)
    {
        Workload estimated = jobs.WithEstimates(source, factor);
        int lacking = jobs.Jobs.Count(job => job.Request.Walltime is null);
        return source == EstimateSource.User || lacking == 0
            ? estimated
            : new Workload(estimated.Jobs, estimated.Source.Mapped(string.Create(
                CultureInfo.InvariantCulture,
                $"walltimes: {lacking} of {jobs.Jobs.Length} jobs have none and were given their true run time")));
    }
}
