namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// The naive estimator of Helios (Hu et al., SC 2021; S-Lab-System-Group/HeliosArtifact, estimators/estimator.py): the
/// mean duration of the user's jobs of the same name, of those with the same GPUs if there are any; of other users'
/// jobs of that name if the user has none; where the name is new, the same with the two most similar names; else the
/// user's mean, else that of all.
/// </summary>
/// <remarks>
/// Names are compared by <see cref="NameSimilarity"/>; the artefact uses Python's difflib. Only the thousand names that
/// were first seen last are compared.
/// </remarks>
internal sealed class RepetitionEstimator(double leastSimilarity) : IDurationEstimator
{
    private const int Names = 1_000;

    public double? EstimateSeconds(DurationHistory history, string user, string name, int gpus)
    {
        if (history.Count == 0)
        {
            return null;
        }

        (string? first, string? second) = Matches(history, name);
        DurationMean mean = first is null ? default : OfNames(history, user, first, second, gpus);
        return mean.Count > 0 ? mean.MeanSeconds
            : history.OfUser(user) is { Count: > 0 } users ? users.MeanSeconds
            : history.All.MeanSeconds;
    }

    private static DurationMean OfNames(DurationHistory history, string user, string first, string? second, int gpus)
    {
        DurationMean sameGpus = Sum(name => history.Of(user, name, gpus));
        DurationMean users = Sum(name => history.Of(user, name));
        return sameGpus.Count > 0 ? sameGpus : users.Count > 0 ? users : Sum(history.OfName);

        DurationMean Sum(Func<string, DurationMean> of) => second is null ? of(first) : of(first).With(of(second));
    }

    // The name itself if it is known, else the two most similar ones; equally similar ones in order of appearance.
    private (string? First, string? Second) Matches(DurationHistory history, string name)
    {
        if (name.Length == 0 || history.OfName(name).Count > 0)
        {
            return (name.Length == 0 ? null : name, null);
        }

        (double Similarity, string? Name) first = (0, null), second = (0, null);
        for (int i = Math.Max(history.Names.Count - Names, 0); i < history.Names.Count; i++)
        {
            double similarity = NameSimilarity.Of(name, history.Names[i], leastSimilarity);
            if (similarity > first.Similarity)
            {
                (first, second) = ((similarity, history.Names[i]), first);
            }
            else if (similarity > second.Similarity)
            {
                second = (similarity, history.Names[i]);
            }
        }

        return (first.Name, second.Name);
    }
}
