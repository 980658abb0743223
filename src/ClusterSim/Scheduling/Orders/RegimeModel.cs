using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Vectors of weights and which of them goes with what a <see cref="RegimeSensor"/> reads: the one with the greatest
/// sum of a constant and the readings times their factors.
/// </summary>
/// <param name="Vectors">The vectors, at least one.</param>
/// <param name="Factors">For each vector a constant and a factor for each reading.</param>
public sealed record RegimeModel(
    ImmutableArray<PriorityWeights> Vectors, ImmutableArray<ImmutableArray<double>> Factors)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Shortest first in every regime.</summary>
    public static RegimeModel Plain { get; } = new([new PriorityWeights()], [[0, 0, 0, 0]]);

    /// <summary>The vector that goes with some readings; of several the first.</summary>
    /// <param name="readings">The readings.</param>
    public int Choose(ReadOnlySpan<double> readings)
    {
        (int Vector, double Sum) best = (0, double.NegativeInfinity);
        for (int vector = 0; vector < Vectors.Length; vector++)
        {
            double sum = Factors[vector][0];
            for (int i = 0; i < readings.Length; i++)
            {
                sum += Factors[vector][i + 1] * readings[i];
            }

            best = sum > best.Sum ? (vector, sum) : best;
        }

        return best.Vector;
    }

    /// <summary>The text of a file.</summary>
    public string Text() => JsonSerializer.Serialize(this, s_json).ReplaceLineEndings("\n") + "\n";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PolicyException">There is none, or it holds no such model.</exception>
    public static RegimeModel Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RegimeModel>(File.ReadAllText(path), s_json) is { } model
                && !model.Vectors.IsDefaultOrEmpty && !model.Factors.IsDefault
                && model.Factors.Length == model.Vectors.Length
                && model.Factors.All(row => !row.IsDefault && row.Length == RegimeSensor.Count + 1)
                ? model
                : throw new PolicyException([$"regimes '{path}': found no vectors with "
                    + $"{RegimeSensor.Count + 1} factors each"]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or ArgumentException)
        {
            throw new PolicyException([$"regimes '{path}': {error.Message.ReplaceLineEndings(" ")}"]);
        }
    }
}
