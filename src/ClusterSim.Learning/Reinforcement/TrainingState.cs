using System.Text.Json;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>Where a training stands: all that the next iteration depends on.</summary>
internal sealed class TrainingState
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public TrainingState(double[] weights)
    {
        (Weights, Best, BestCost) = (weights, weights, double.PositiveInfinity);
        Optimizer = new Adam(weights.Length);
        BestViolation = double.PositiveInfinity;
    }

    private TrainingState(Form form)
    {
        (Iteration, Weights, Best, BestCost) = (form.Iteration, form.Weights, form.Best, form.BestCost);
        Optimizer = new Adam(form.Steps, form.First, form.Second);
        (BestViolation, Multipliers) = (form.BestViolation, form.Multipliers ?? []);
    }

    public int Iteration { get; set; }

    public double[] Weights { get; }

    public Adam Optimizer { get; }

    /// <summary>The weights that were best on all windows.</summary>
    public double[] Best { get; private set; }

    public double BestCost { get; private set; }

    /// <summary>By how much the best weights break the worst constraint in the worst window; 0 for not.</summary>
    public double BestViolation { get; private set; }

    /// <summary>What a unit of excess counts for each constraint of each window; a window begins at 0.</summary>
    public Dictionary<int, double[]> Multipliers { get; private set; } = [];

    /// <summary>What a run of a window comes to with the present multipliers.</summary>
    public double Lagrangian(int window, EpisodeOutcome outcome) => outcome.Cost
        + (Multipliers.TryGetValue(window, out double[]? multipliers)
            ? multipliers.Zip(outcome.Excesses, (multiplier, excess) => multiplier * excess).Sum()
            : 0);

    /// <summary>Raises the multipliers of what runs of a window broke on average, and lowers the others.</summary>
    public void Ascend(int window, IReadOnlyList<EpisodeOutcome> outcomes, double rate)
    {
        if (outcomes[0].Excesses.IsDefaultOrEmpty)
        {
            return;
        }

        double[] before = Multipliers.GetValueOrDefault(window) ?? new double[outcomes[0].Excesses.Length];
        Multipliers[window] = [.. before.Select((multiplier, k) =>
            Math.Max(0, multiplier + (rate * outcomes.Average(outcome => outcome.Excesses[k]))))];
    }

    /// <summary>Notes what the present weights come to on all windows: less violation first, then less cost.</summary>
    public void Keep(double cost, double violation)
    {
        if ((violation, cost).CompareTo((BestViolation, BestCost)) < 0)
        {
            (Best, BestCost, BestViolation) = ((double[])Weights.Clone(), cost, violation);
        }
    }

    /// <summary>The state in a file; <c>null</c> when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is no state, or is of another setting.</exception>
    public static TrainingState? Load(string path, string setting)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Form>(File.ReadAllText(path), s_json) is not { Weights: not null } form
                ? throw new InvalidDataException($"{path}: found no state of a training")
                : form.Setting == setting
                ? new TrainingState(form)
                : throw new InvalidDataException(
                    $"{path}: found a training in the setting '{form.Setting}', expected '{setting}'; "
                        + "choose another folder or delete the file");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: found malformed JSON ({error.Message})", error);
        }
    }

    /// <summary>Writes the file as a whole.</summary>
    public void Save(string path, string setting)
    {
        Form form = new(
            setting, Iteration, Weights, Best, BestCost, Optimizer.Steps, [.. Optimizer.First], [.. Optimizer.Second],
            BestViolation, Multipliers);
        File.WriteAllText(path + ".unfinished", JsonSerializer.Serialize(form, s_json) + "\n");
        File.Move(path + ".unfinished", path, overwrite: true);
    }

    private sealed record Form(
        string Setting, int Iteration, double[] Weights, double[] Best, double BestCost, long Steps, double[] First,
        double[] Second, double BestViolation, Dictionary<int, double[]>? Multipliers);
}
