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
    }

    private TrainingState(Form form)
    {
        (Iteration, Weights, Best, BestCost) = (form.Iteration, form.Weights, form.Best, form.BestCost);
        Optimizer = new Adam(form.Steps, form.First, form.Second);
    }

    public int Iteration { get; set; }

    public double[] Weights { get; }

    public Adam Optimizer { get; }

    /// <summary>The weights that were best on all windows.</summary>
    public double[] Best { get; private set; }

    public double BestCost { get; private set; }

    /// <summary>Notes what the present weights come to on all windows.</summary>
    public void Keep(double cost)
    {
        if (cost < BestCost)
        {
            (Best, BestCost) = ((double[])Weights.Clone(), cost);
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
            setting, Iteration, Weights, Best, BestCost, Optimizer.Steps, [.. Optimizer.First], [.. Optimizer.Second]);
        File.WriteAllText(path + ".unfinished", JsonSerializer.Serialize(form, s_json) + "\n");
        File.Move(path + ".unfinished", path, overwrite: true);
    }

    private sealed record Form(
        string Setting, int Iteration, double[] Weights, double[] Best, double BestCost, long Steps, double[] First,
        double[] Second);
}
