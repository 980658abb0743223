using System.Collections.Immutable;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;
using ClusterSim.Learning.Tuning;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Runner.Verbs;

/// <summary>Learns which of a few tuned vectors goes with which regime.</summary>
internal static class RegimeTuning
{
    /// <summary>So many of the best trials are looked at window by window.</summary>
    public const int Candidates = 12;

    private const int Interval = 20;

    public static PolicyChoice Learn(TuneRun run, WeightTuning weights)
    {
        ImmutableArray<PolicyChoice> candidates = weights.Best(Candidates);
        ImmutableArray<double>[] costs =
        [
            .. candidates.Select(policy => run.Study.Values(policy, run.Windows)
                .Select(value => value > 0 ? Math.Log(value) : value).ToImmutableArray()),
        ];
        ImmutableArray<int> chosen = RegimeLearner.Complementary(costs, run.RegimeVectors);
        List<double[]> readings = [], prices = [];
        for (int window = 0; window < run.Windows.Length; window++)
        {
            double[] price = [.. chosen.Select(vector => costs[vector][window])];
            foreach (double[] reading in Readings(run, run.Windows[window]))
            {
                readings.Add(reading);
                prices.Add(price);
            }
        }

        RegimeModel model = new(
            [.. chosen.Select(vector => VectorOf(candidates[vector]))], RegimeLearner.Fit(readings, prices));
        run.Write("regimes.json", model.Text());
        return new PolicyChoice
        {
            Name = "regime+easy",
            Policy = "regime+easy",
            Set = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("regimes", run.File("regimes.json")),
        };
    }

    private static PriorityWeights VectorOf(PolicyChoice policy) => PriorityWeights.Of(
    [
        .. PriorityWeights.Names.Select(name => double.Parse(
            policy.Set.GetValueOrDefault(name, "0"), System.Globalization.CultureInfo.InvariantCulture)),
    ]);

    // The sensor reads requests and times of submission alone, so any run of the window shows it the same.
    private static List<double[]> Readings(TuneRun run, TuningWindow window)
    {
        ReadingPolicy policy = new(Interval);
        run.Study.Run(policy, window);
        return policy.Readings;
    }

    private sealed class ReadingPolicy(int interval) : ISchedulingPolicy
    {
        private readonly ISchedulingPolicy _base = Scheduling.Policies.Policies.Easy();
        private RegimeSensor? _sensor;

        public List<double[]> Readings { get; } = [];

        public string Name => "reading";

        public void Begin(SchedulingView view)
        {
            int gpus = view.Platform.TotalGpus;
            _sensor = new RegimeSensor(gpus > 0 ? gpus : view.Platform.TotalCpuMilli / 1000.0);
            _base.Begin(view);
        }

        public void Schedule(SchedulingView view, Plan plan)
        {
            foreach (int job in view.Queued)
            {
                _sensor!.Note(view.Job(job));
                if (_sensor.Seen % interval == 0)
                {
                    Readings.Add(_sensor.Read());
                }
            }

            _base.Schedule(view, plan);
        }
    }
}
