using ClusterSim.Experiments.Tuning;
using ClusterSim.Learning.Reinforcement;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Runner.Verbs;

/// <summary>The training windows of a study as episodes of a scheduler with EASY.</summary>
internal sealed class StudyEpisodes(TuningStudy study) : IEpisodes
{
    public int Count => study.Windows.Training.Length;

    public EpisodeOutcome Run(int window, IJobChooser chooser)
    {
        TrainingScore score = study.Score(
            () => new ChoosingPolicy("training", chooser, BackfillKind.Easy, new FirstFit()),
            [study.Windows.Training[window]]);
        return new EpisodeOutcome(score.Objective, score.Excesses);
    }
}
