using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Finds nodes on which jobs go slower than on others. Each run on a node is one value: its pace over the median pace
/// of the newest runs of the same application and size on other nodes. Every so many runs the values of a node are
/// tested against the newest of all others.
/// </summary>
internal sealed class SlowNodeDetector(SlowNodeOptions options, DetectorJobs jobs, DetectionLog log) : IDetector
{
    private const int LeastReferences = 5, References = 32;

    private readonly ErrorLedger _ledger = new(options.Budget);
    private readonly Dictionary<int, List<RunPace>> _running = [];
    private readonly Dictionary<(string Application, int Gpus, bool Steps), RecentValues> _paces = [];
    private readonly Dictionary<int, NodePaces> _nodes = [];
    private readonly RecentValues _ratios = new(2 * (options.Peers + options.Runs));

    public SimTime NextDeadline => SimTime.Never;

    public void AdvanceTo(SimTime now)
    {
    }

    public void Observe(in SimulationEvent happened)
    {
        switch (happened.Kind)
        {
            case EventKind.MetricSampled when happened.Detail == (int)Metric.StepTime && happened.Job >= 0:
                Find(happened)?.AddStep(happened.Value);
                break;
            case EventKind.JobProgressed:
                Find(happened)?.AddProgress(happened.Time, happened.Value);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                _running.Remove(happened.Job);
                break;
            default:
                if (JobStops.Stops(happened) && _running.Remove(happened.Job, out List<RunPace>? runs))
                {
                    foreach (RunPace run in runs)
                    {
                        Take(run, happened);
                    }
                }

                break;
        }
    }

    private RunPace? Find(in SimulationEvent happened)
    {
        int node = happened.Node >= 0 ? happened.Node : jobs.Find(happened.Job)?.Node ?? -1;
        if (node < 0)
        {
            return null;
        }

        if (!_running.TryGetValue(happened.Job, out List<RunPace>? runs))
        {
            _running.Add(happened.Job, runs = []);
        }

        RunPace? found = runs.Find(run => run.Node == node);
        if (found is null)
        {
            runs.Add(found = new RunPace(node));
        }

        return found;
    }

    private void Take(RunPace run, in SimulationEvent stopped)
    {
        if (double.IsNaN(run.Seconds) || jobs.Find(stopped.Job) is not { } job)
        {
            return;
        }

        (string, int, bool) kind = (job.Request.Application, job.Gpus, run.OfSteps);
        if (!_paces.TryGetValue(kind, out RecentValues? paces))
        {
            _paces.Add(kind, paces = new RecentValues(2 * References));
        }

        double[] others = paces.OfOthers(run.Node, References);
        paces.Add(run.Node, run.Seconds);
        if (others.Length >= LeastReferences)
        {
            Judge(run.Node, run.Seconds / Quantiles.Median(others), stopped);
        }
    }

    private void Judge(int node, double ratio, in SimulationEvent stopped)
    {
        if (!_nodes.TryGetValue(node, out NodePaces? own))
        {
            _nodes.Add(node, own = new NodePaces(stopped.Time));
        }

        own.Ratios.Add(ratio);
        if (own.Ratios.Count == options.Runs)
        {
            double[] peers = _ratios.OfOthers(node, options.Peers);
            if (peers.Length >= options.LeastPeers)
            {
                Test(node, [.. own.Ratios], peers, _ledger.Next(stopped.Time - own.Since), stopped);
                own.Since = stopped.Time;
            }

            own.Ratios.Clear();
        }

        _ratios.Add(node, ratio);
    }

    private void Test(int node, double[] ratios, double[] peers, double level, in SimulationEvent stopped)
    {
        TwoSampleResult test = ExactRankSum.Test(peers, ratios, Alternative.Greater);
        double before = Quantiles.Median(peers), after = Quantiles.Median(ratios);
        if (test.PValue > level || after < options.LeastRatio * before)
        {
            return;
        }

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"The last {ratios.Length} runs on node {node} took {after / before:0.##} times as long for the same"
            + $" progress as those on other nodes; it should be checked.");
        string name = string.Create(
            CultureInfo.InvariantCulture, $"exact rank sum, {test.FirstCount} against {test.SecondCount} runs");
        Recommendation advice = new(RecommendedAction.Notify, stopped.Job, 0, options.Confidence, 0, text);
        string key = string.Create(CultureInfo.InvariantCulture, $"node={node}");
        log.Add(
            options, stopped.Time, stopped.Job, key, [stopped], advice,
            new DetectionTest(name, test.PValue, level, before, after, "times the usual pace", test.Effect),
            jobs.IdOf(stopped.Job));
    }
}
