using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>
/// Keeps a record of its choices: drawn with the probabilities that a network gives, or those of an order that is to be
/// imitated.
/// </summary>
internal sealed class RecordingChooser(
    NetworkGradient scorer, double[] weights, RandomStream? random, IJobOrder? teacher) : IJobChooser
{
    private readonly double[] _scores = new double[ChoosingPolicy.MaxVisible];
    private JobFeatures? _features;

    /// <summary>The choices among two or more jobs, in order.</summary>
    public List<Decision> Decisions { get; } = [];

    public void Begin(SchedulingView view)
    {
        _features = new JobFeatures(view);
        teacher?.Begin(view);
    }

    public int Choose(SchedulingView view, ReadOnlySpan<int> visible)
    {
        if (visible.Length == 1)
        {
            return 0;
        }

        double[] features = new double[visible.Length * JobFeatures.Count];
        for (int i = 0; i < visible.Length; i++)
        {
            _features!.Write(view, view.Job(visible[i]), features.AsSpan(i * JobFeatures.Count, JobFeatures.Count));
        }

        if (teacher is not null)
        {
            Decisions.Add(new Decision(features, BestByOrder(view, visible), 0));
            return Decisions[^1].Position;
        }

        Span<double> scores = _scores.AsSpan(0, visible.Length);
        Softmax.LogProbabilities(scorer, weights, features, scores);
        int position = Draw(scores);
        Decisions.Add(new Decision(features, position, scores[position]));
        return position;
    }

    private int BestByOrder(SchedulingView view, ReadOnlySpan<int> visible)
    {
        (int Position, double Key) best = (0, double.PositiveInfinity);
        for (int i = 0; i < visible.Length; i++)
        {
            double key = teacher!.Key(view.Job(visible[i]));
            best = key < best.Key ? (i, key) : best;
        }

        return best.Position;
    }

    private int Draw(ReadOnlySpan<double> logProbabilities)
    {
        double left = random!.NextDouble();
        for (int i = 0; i < logProbabilities.Length - 1; i++)
        {
            left -= Math.Exp(logProbabilities[i]);
            if (left < 0)
            {
                return i;
            }
        }

        return logProbabilities.Length - 1;
    }
}
