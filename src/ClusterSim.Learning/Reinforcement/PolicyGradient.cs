using ClusterSim.Randomness;
using ClusterSim.Scheduling.Choosing;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>
/// Trains a kernel network to choose jobs: by imitation of an order first, then by proximal policy optimization
/// (Schulman et al. 2017) with one reward a run, whose baseline is the mean of the other runs of the same window (Kool,
/// van Hoof and Welling 2019). Constraints enter the reward with multipliers, one for each window, that
/// rise while runs break them and fall while they keep them: the Lagrangian method (Altman 1999; with a policy
/// gradient: Tessler, Mankowitz and Mannor 2019; with this one: Ray, Achiam and Amodei 2019).
/// </summary>
/// <remarks>
/// RLScheduler learns a value function for its baseline and takes 4,000 times 100 runs; runs of the same window need
/// none.
/// </remarks>
public sealed class PolicyGradient
{
    private const int ImitationEpochs = 40;

    private readonly PolicyGradientOptions _options;
    private readonly IEpisodes _episodes;
    private readonly NetworkGradient _scorer = new(KernelNetwork.StandardWidths);

    /// <summary>A training.</summary>
    /// <param name="episodes">Where to train.</param>
    /// <param name="options">Its options; <c>null</c> for the defaults.</param>
    public PolicyGradient(IEpisodes episodes, PolicyGradientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        (_episodes, _options) = (episodes, options ?? new PolicyGradientOptions());
    }

    /// <summary>Whether the trained network keeps every constraint in every window.</summary>
    /// <value><c>true</c> before the training.</value>
    public bool KeepsConstraints { get; private set; } = true;

    /// <summary>
    /// Trains until the iterations are done. The state is in a file after each, so that a training which was killed
    /// goes on to the same weights.
    /// </summary>
    /// <param name="path">The file of the state.</param>
    /// <param name="setting">All that the runs depend on, as text; a state of another setting is refused.</param>
    /// <param name="report">Told of each iteration its number, from 1, and the mean of its runs.</param>
    /// <param name="cancel">Stops between two iterations.</param>
    /// <returns>
    /// The network that was best on all windows, among those that break the constraints least.
    /// </returns>
    /// <exception cref="InvalidDataException">The file is no state, or is of another setting.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public KernelNetwork Train(
        string path, string setting, Action<int, double>? report = null, CancellationToken cancel = default)
    {
        TrainingState state = TrainingState.Load(path, setting) ?? Begin();
        state.Save(path, setting);
        while (state.Iteration < _options.Iterations)
        {
            cancel.ThrowIfCancellationRequested();
            double mean = Improve(state);
            state.Iteration++;
            if (state.Iteration % _options.CheckEvery == 0 || state.Iteration == _options.Iterations)
            {
                KeepIfBest(state);
            }

            state.Save(path, setting);
            report?.Invoke(state.Iteration, mean);
        }

        KeepsConstraints = state.BestViolation == 0;
        return new KernelNetwork(KernelNetwork.StandardWidths, state.Best);
    }

    private TrainingState Begin()
    {
        var untrained = KernelNetwork.Untrained(
            KernelNetwork.StandardWidths, new RandomStream(_options.Seed, "training/weights"));
        TrainingState state = new([.. untrained.Weights]);
        if (_options.Teacher is not null)
        {
            Imitate(state);
        }

        KeepIfBest(state);
        return state;
    }

    private void KeepIfBest(TrainingState state)
    {
        KernelNetwork network = new(KernelNetwork.StandardWidths, state.Weights);
        EpisodeOutcome[] greedy =
        [
            .. Enumerable.Range(0, _episodes.Count).Select(window =>
                _episodes.Run(window, new NetworkChooser(network))),
        ];
        state.Keep(greedy.Average(outcome => outcome.Cost), greedy.Max(outcome => outcome.Violation));
    }

    // Cross-entropy with the choices of the teacher, a step of Adam for each window in turn.
    private void Imitate(TrainingState state)
    {
        Decision[][] lessons = new Decision[_episodes.Count][];
        for (int window = 0; window < lessons.Length; window++)
        {
            RecordingChooser pupil = new(_scorer, state.Weights, null, _options.Teacher);
            _episodes.Run(window, pupil);
            lessons[window] = [.. pupil.Decisions];
        }

        Adam adam = new(state.Weights.Length);
        foreach (int _ in Enumerable.Range(0, ImitationEpochs))
        {
            foreach (Decision[] lesson in lessons.Where(lesson => lesson.Length > 0))
            {
                double[] gradient = new double[state.Weights.Length];
                foreach (Decision decision in lesson)
                {
                    double[] logs = LogProbabilities(state.Weights, decision);
                    Softmax.AddGradient(
                        _scorer, state.Weights, decision.Features, decision.Position, logs, -1.0 / lesson.Length,
                        gradient);
                }

                adam.Step(state.Weights, gradient, 3 * _options.LearningRate);
            }
        }
    }

    private double Improve(TrainingState state)
    {
        int window = state.Iteration % _episodes.Count;
        var runs = new (List<Decision> Decisions, double Cost)[_options.Rollouts];
        var outcomes = new EpisodeOutcome[_options.Rollouts];
        for (int i = 0; i < runs.Length; i++)
        {
            RecordingChooser chooser = new(
                _scorer, state.Weights, new RandomStream(_options.Seed, $"training/{state.Iteration}/{i}"), null);
            outcomes[i] = _episodes.Run(window, chooser);
            runs[i] = (chooser.Decisions, state.Lagrangian(window, outcomes[i]));
        }

        state.Ascend(window, outcomes, _options.MultiplierRate);
        Descend(state, runs);
        return outcomes.Average(outcome => outcome.Cost);
    }

    private void Descend(TrainingState state, (List<Decision> Decisions, double Cost)[] runs)
    {
        double mean = runs.Average(run => run.Cost);
        double spread = Math.Sqrt(runs.Average(run => (run.Cost - mean) * (run.Cost - mean)));
        int decisions = runs.Sum(run => run.Decisions.Count);
        for (int epoch = 0; epoch < _options.Epochs && spread > 0 && decisions > 0; epoch++)
        {
            double[] gradient = new double[state.Weights.Length];
            foreach ((List<Decision> made, double cost) in runs)
            {
                // The mean of the others and that of all differ by a factor only.
                AddRun(state.Weights, made, (mean - cost) / spread, -1.0 / decisions, gradient);
            }

            state.Optimizer.Step(state.Weights, gradient, _options.LearningRate);
        }
    }

    private void AddRun(
        double[] weights, List<Decision> decisions, double advantage, double factor, double[] gradient)
    {
        foreach (Decision decision in decisions)
        {
            double[] logs = LogProbabilities(weights, decision);
            double ratio = Math.Exp(logs[decision.Position] - decision.LogProbability);
            bool counts = advantage > 0 ? ratio < 1 + _options.ClipRatio : ratio > 1 - _options.ClipRatio;
            if (counts)
            {
                Softmax.AddGradient(
                    _scorer, weights, decision.Features, decision.Position, logs, factor * advantage * ratio, gradient);
            }
        }
    }

    private double[] LogProbabilities(double[] weights, Decision decision)
    {
        double[] logs = new double[decision.Features.Length / JobFeatures.Count];
        Softmax.LogProbabilities(_scorer, weights, decision.Features, logs);
        return logs;
    }
}
